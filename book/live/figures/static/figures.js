// An extension of JupyterLite: it draws plotly's figures with the plotly.js that the book's pages have already, so that
// no second and larger one lies in each book. JupyterLite loads this as a script of the old kind and asks
// _JUPYTERLAB for it, as for what a bundler makes.
(function () {
  "use strict";
  const NAME = "localsdg-figures";
  const MIME = "application/vnd.plotly.v1+json";
  const HERE = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  // static, this extension, extensions, jupyter, _live: above them are the book's own files
  const PLOTLY = new URL("../../../../../_static/vendor/plotly.min.js", HERE).href;
  let widgets, loading;

  function plotly() {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = PLOTLY;
      script.onload = () => done(window.Plotly);
      script.onerror = () => {
        loading = undefined; // a line that was cut: the next figure asks again
        failed(new Error(`${PLOTLY} cannot be loaded`));
      };
      document.head.append(script);
    });
    return loading;
  }

  function renderers(Widget) {
    class Figure extends Widget {
      async renderModel(model) {
        const { data = [], layout = {}, config = {} } = model.data[MIME] ?? {};
        const library = await plotly();
        // Both are changed by what is drawn; the notebook's own must stay as Python made them.
        await library.react(this.node, structuredClone(data), structuredClone(layout), { responsive: true, ...config });
      }

      onResize() {
        if (this.node.querySelector(".main-svg") && this.isVisible) window.Plotly.Plots.resize(this.node);
      }
    }
    return { id: `${NAME}:figure`, dataType: "json", rank: 0,
      rendererFactory: { safe: true, mimeTypes: [MIME], createRenderer: () => new Figure() } };
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    /** @param {any} shared what extensions share: by package and version */
    init(shared) {
      [widgets] = Object.values(shared["@lumino/widgets"]);
    },
    async get() {
      const { Widget } = (await widgets.get())();
      const made = { default: renderers(Widget), __esModule: true };
      return () => made;
    },
  };
})();
