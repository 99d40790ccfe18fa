"""What a page shows of a code exercise: its data, the code to begin with, the notebook, a place to run it."""

import html
from typing import Any

from docutils import nodes

from localsdg import course
from localsdg_build.book import in_english


def parts(
    spec: dict[str, Any], slug: str, language: str = course.LANGUAGE, live: bool = False
) -> list[nodes.Node]:
    """Docutils nodes for an exercise of kind ``code`` on a page in ``language``; links lead into
    ``_exercises/``. ``live``: the page can run code, and the exercise is done there.
    """
    ui = spec["words"]["ui"]
    shown = [_heading(ui["code_data"]), *_data_links(spec, language)] if spec.get("datasets") else []
    zipped = f"downloads/{assignment(spec)}.zip"
    if live:
        return [*shown, _link(zipped, ui["code_instead"], "lsdg-data")]
    if code := starter(slug):
        shown += [_heading(ui["code_starter"]), nodes.literal_block(code, code, language="python")]
    shown.append(nodes.paragraph("", ui["code_where"], classes=["lsdg-where"]))
    shown.append(_link(zipped, ui["code_notebook"], "lsdg-button lsdg-primary"))
    return [*shown, nodes.paragraph("", ui["code_no_live"], classes=["lsdg-where"])]


def starter(slug: str) -> str:
    """The code to begin with; ``""`` if an exercise has none."""
    path = course.root() / "exercises" / slug / "starter.py"
    return path.read_text(encoding="utf-8").rstrip("\n") if path.is_file() else ""


def assignment(spec: dict[str, Any]) -> str:
    """Where the exercise is handed in."""
    settings = course.read_yaml(course.root() / "modules" / spec["module"] / "module.yml")
    return str(settings["assignment"])


def _heading(text):
    return nodes.paragraph("", text, classes=["lsdg-part"])


def _data_links(spec, language):
    for name in spec["datasets"]:
        package = course.read_yaml(course.root() / "datasets" / name / "datapackage.json")
        title = nodes.paragraph("", package.get("title", name), classes=["lsdg-dataset"])
        yield in_english.mark(title, language)
        for resource in package["resources"]:
            text = resource.get("title", resource["path"])
            link = _link(f"data/{name}/{resource['path']}", text, "lsdg-data")
            link["lang"] = in_english.attribute(language)
            yield link


def _link(path, text, classes):
    return exercise_link("", path=path, text=text, classes=classes.split())


class exercise_link(nodes.General, nodes.Element):
    """A link to a file below ``_exercises/``, which Sphinx does not know as a page."""


def visit_link(translator: Any, node: nodes.Element) -> None:
    """Write the link relative to the page that holds it."""
    here = translator.builder.get_target_uri(translator.builder.current_docname)
    to_root = "../" * here.count("/")
    translator.body.append(
        f'<p><a class="{" ".join(node["classes"])}" href="{to_root}_exercises/{node["path"]}" download'
        f"{node.get('lang', '')}>"
        f"{html.escape(node['text'])}</a></p>\n"
    )
    raise nodes.SkipNode
