"""In the trainer's edition the page of a before-and-after test ends with notes: how to use it, and its key.

Both forms stand there in full with the right answers, to read out or to print where there are no devices.
"""

import html
from typing import Any

from docutils import nodes

from localsdg.course import before_after
from localsdg_build.book import top_sections, trainer_notes


def section(document: nodes.document, data: dict[str, Any], words: dict[str, str]) -> nodes.section:
    """The notes as a section at the page's end.

    ``data``: what ``before_after.page_data`` gives; ``words``: the interface's.
    """
    made = top_sections.section(document, words["notes_title"], trainer_notes.ANCHOR, trainer_notes.CLASS)
    made += [nodes.paragraph("", words[key]) for key in ("notes_test", "notes_test_key")]
    forms = "".join(_form(form, data, words) for form in before_after.FORMS)
    made += nodes.raw("", forms, format="html")
    return made


def _form(form, data, words):
    heading = html.escape(words["notes_test_form"].format(form=form.upper()))
    spoken = f' lang="{data["spoken"]}"' if "spoken" in data else ""
    items = "".join(_item(item[form], words) for item in data["items"])
    return f"<h3>{heading}</h3><ol{spoken}>{items}</ol>"


def _item(question, words):
    titles, right = question["titles"], question["right"]
    if titles:
        options = [(one == right, titles[one]) for one in question["options"]]
    else:
        options = [(True, f"{right} {question['unit']}".strip())]
    sign = f"✓ {words['test_right']}"
    lines = "".join(
        f"<li>{f'<strong>{html.escape(title)}</strong> ({sign})' if is_right else html.escape(title)}</li>"
        for is_right, title in options
    )
    told = html.escape(question["question"]), html.escape(question["why"])
    return f"<li><p>{told[0]}</p><ul>{lines}</ul><p><em>{told[1]}</em></p></li>"
