"""Files that pages load: what is copied into ``_static`` and what the exercises need in ``_exercises``."""

import functools
import json
import shutil
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

from localsdg import course, figures, kinds
from localsdg.course import data, public
from localsdg.kinds import bundle
from localsdg_build import editions, good_answers, vendor
from localsdg_build.book import faces, page_exercise, page_python, progress_facts

SHEET = "site.css"
TEACH = "teach.css"  # of pages for teachers alone
PLOTLY = "plotly.js-cartesian-dist-min/plotly-cartesian.min.js"
# What the page *My work* loads when a file is asked for, and the page that verifies badges.
_FILE_MAKERS = {
    "docx/dist/index.mjs": "docx.js",
    "fflate/esm/browser.js": "fflate.js",
    "@noble/ed25519/index.js": "noble-ed25519.js",
}
PLANNER = "agenda*.*"
_MICROPYTHON = "@micropython/micropython-webassembly-pyscript"


def copy_static(app: Sphinx) -> None:
    """Put third-party files and generated scripts into ``_static`` (Sphinx event ``builder-inited``).

    It happens before pages are written, so that Sphinx can put each file's checksum into its address.
    """
    if app.builder.format != "html" or app.config.lsdg_only_texts:
        return
    modules = vendor.ensure(course.root())
    static = Path(app.outdir) / "_static"
    _copy(modules / PLOTLY, static / "vendor" / "plotly.min.js")
    _copy(modules / "mathjax/es5/tex-chtml.js", static / "vendor/mathjax/tex-chtml.js")
    fonts = "output/chtml/fonts/woff-v2"
    shutil.copytree(modules / "mathjax/es5" / fonts, static / "vendor/mathjax" / fonts, dirs_exist_ok=True)
    for name, face in faces.faces(modules).items():
        _copy(face, static / "fonts" / name)
    for name in ("tokens.css", "frame.css"):
        _copy(Path(kinds.__file__).parent / name, static / name)
    _write(static / SHEET, style_sheet())
    templates = {mode: figures.template(mode).to_plotly_json() for mode in ("light", "dark")}
    _write(static / "figure-templates.js", f"window.lsdgFigureTemplates = {json.dumps(templates)};\n")


def style_sheet() -> str:
    """All style sheets of the theme as one text: on a slow line each of a dozen files costs a turn."""
    site, own = course.root() / "book" / "static" / "site", Path(kinds.__file__).parent
    found = [next(at / name for at in (site, own) if (at / name).is_file()) for name in sheets()]
    return bundle.small_css("\n".join(file.read_text(encoding="utf-8") for file in found))


@functools.cache
def sheets() -> tuple[str, ...]:
    """The theme's style sheets that every page has, in their order."""
    theme = course.root() / "book" / "theme" / "localsdg" / "theme.toml"
    listed = tomllib.loads(theme.read_text(encoding="utf-8"))["theme"]["stylesheets"]
    return tuple(name for name in listed if name != TEACH)


def write_exercise_files(app: Sphinx, exception: Exception | None) -> None:
    """Write ``_exercises`` beside the pages (Sphinx event ``build-finished``)."""
    if exception is None and app.builder.format == "html" and not app.config.lsdg_only_texts:
        language = app.config.language or course.LANGUAGE
        out = Path(app.outdir) / "_exercises"
        modules = vendor.ensure(course.root())
        exercise_files(out, modules, language)
        for source, name in _FILE_MAKERS.items():
            _copy(modules / source, out / "vendor" / name)
        progress_files(out, language)
        if app.config.lsdg_edition != editions.GRADED:
            good_files(out, language)


def exercise_files(out: Path, modules: Path, language: str = course.LANGUAGE) -> None:
    """What exercises load in the browser: host, worker, MicroPython, checks, words, widgets, data.

    Nothing hidden is among it: no hidden checks, no sample answers; ``good_files`` adds one good answer each.
    """
    root = course.root()
    for source in sorted((root / "book" / "static" / "exercises").glob("*.*")):
        # Python is in python.json; the planner is in the trainer's edition alone (agenda_page).
        if source.suffix != ".py" and not source.match(PLANNER):
            _copy(source, out / source.name)
    for name in ("micropython.mjs", "micropython.wasm"):
        _copy(modules / _MICROPYTHON / name, out / "micropython" / name)
    _write(out / page_python.NAME, page_python.sources())
    for kind in kinds.widgets():
        _write(out / "kinds" / f"{kind}.js", kinds.own_esm(kind))
        _write(out / "kinds" / f"{kind}.css", kinds.own_css(kind))
    _write(out / "kinds" / f"{kinds.SHARED}.js", kinds.shared_esm())
    _write(out / "kinds" / f"{kinds.SHARED}.css", kinds.shared_css())
    for slug in course.exercise_ids():
        known = page_exercise.checks_json(slug, language=language)
        _write(out / "checks" / f"{slug}.json", json.dumps(known, ensure_ascii=False))
    for dataset in data.names():
        for name, content in public.dataset_files(dataset).items():
            path = out / "data" / dataset / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def progress_files(out: Path, language: str = course.LANGUAGE) -> None:
    """What shows on all pages how far a learner has come: lean, for every page loads it."""
    source = course.root() / "book" / "static" / "exercises"
    for name in ("progress.js", "progress-front.js"):
        _write(out / name, bundle.one_module(source / name))
    for name in ("progress.css", "progress-front.css"):
        _write(out / name, bundle.small_css((source / name).read_text(encoding="utf-8")))
    facts = progress_facts.facts(course.root(), language)
    _write(out / progress_facts.NAME, json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


def good_files(out: Path, language: str = course.LANGUAGE) -> None:
    """One good answer to each exercise, which its page asks for when a learner has tried."""
    for slug in course.exercise_ids():
        if found := good_answers.good_answer(slug, language):
            _write(out / "good" / f"{slug}.json", json.dumps(found, ensure_ascii=False))


def _copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target, text):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
