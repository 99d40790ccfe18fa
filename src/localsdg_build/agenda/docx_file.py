"""A plan's blocks as a Word document."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_MARGIN = Cm(2)
_WIDE = 3  # columns: a table with more of them has smaller letters
_FIRST = (Cm(2.2), Cm(2.2))  # of a table of times: start and minutes


def document(title: str, about: str, blocks: list[dict], language: str) -> bytes:
    """The file, on A4, with real headings, lists and tables whose head comes again on each page."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    made.core_properties.title, made.core_properties.language = title, language
    made.core_properties.author = ""
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    style.paragraph_format.space_after = Pt(4)
    made.add_heading(title, 0)
    made.add_paragraph(about)
    for block in blocks:
        if block["type"] == "heading":
            made.add_heading(block["text"], block["level"] - 1)
        elif block["type"] == "table":
            _add_table(made, [[cell["text"] for cell in row] for row in block["rows"]], block["heads"])
        else:
            said = "".join(run["text"] for run in block["runs"])
            made.add_paragraph(said, style="List Bullet" if block["type"] == "item" else None)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _add_table(made, rows, heads):
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    times = len(rows[0]) == _WIDE
    if times:
        table.autofit = False
    for place, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        _keep(row, is_head=place < heads)
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.bold = place < heads
            run.font.size = Pt(10.5 if times else 9)
            paragraph.paragraph_format.space_after = Pt(0)
            if times:
                cell.width = _FIRST[column] if column < len(_FIRST) else Cm(12.6)
                if column == 1:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph()


def _keep(row, is_head):
    """No row is cut in two, and the head comes again on the next page."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader")[: 2 if is_head else 1]:
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "true")
        properties.append(mark)
