"""For learners the code of a figure stands below it, folded: they came for the figure.

Whoever teaches keeps it above, where the notebook has it.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from localsdg_build import editions

CLASS = "below-output"


class CodeBelow(SphinxPostTransform):
    """Move the folded code of a cell behind what the cell shows."""

    default_priority = 200  # right after myst-nb has folded it
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Called by Sphinx for each page."""
        if self.config.lsdg_edition == editions.TRAINER:
            return
        for cell in self.document.findall(nodes.container):
            if cell.get("nb_element") != "cell_code" or len(cell.children) < 2:
                continue
            folded, shown = cell.children[0], cell.children[-1]
            if "above-input" in folded.get("classes", []) and shown.get("nb_element") == "cell_code_output":
                cell.remove(folded)
                folded["classes"] = [CLASS]
                cell.append(folded)


def register(app: Sphinx) -> None:
    """Add the transform."""
    app.add_post_transform(CodeBelow)
