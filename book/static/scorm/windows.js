// Is the same lesson open in another window of this browser?

/**
 * @param {() => string} name of what is open, which is known once the platform answers
 * @param {(isTwice: boolean) => void} told
 */
export function watchWindows(name, told) {
  if (typeof BroadcastChannel === "undefined") return;
  const me = Math.random().toString(36).slice(2);
  const others = new Set();
  const channel = new BroadcastChannel("lsdg-scorm");
  const tell = (what) => channel.postMessage({ what, me, name: name() });
  channel.onmessage = ({ data }) => {
    if (data?.name !== name() || typeof data.me !== "string") return;
    if (data.what === "gone") others.delete(data.me);
    else others.add(data.me);
    if (data.what === "here?") tell("here");
    told(others.size > 0);
  };
  addEventListener("pagehide", () => tell("gone"));
  addEventListener("pageshow", () => tell("here?"));
  tell("here?");
}
