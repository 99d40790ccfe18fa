"""Stock ``nbgrader autograde``, which runs hand-ins in a kernel: what our grader is compared with.

The course's own settings never do that. ``use(folder)`` makes a course folder's settings do it, with three
steps without which nbgrader could not score this course: ``HarvestAnswers`` reads the answers before nbgrader
clears the outputs; ``DeliverAnswers`` puts them where the widgets find them when the notebook runs again;
``ScoreAnswers`` makes our judge's score the only output of each check cell, just before nbgrader saves it.
"""

import json
import os
from pathlib import Path

import forked_kernels
from jupyter_client.provisioning import local_provisioner
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.notebook import answers, graded_copy, harmless, released
from autograder.run import scoring
from autograder.store.course_folder import wants_own_cases
from localsdg.answer_store import SIDE_CAR

SETTINGS = """
import sys

sys.path.insert(0, {helpers!r})
from stock_kernel import configure

configure(get_config(), {kernels!r})
"""


def use(folder, afresh=True):
    """Let ``nbgrader autograde`` in this course folder run hand-ins in a kernel, with your own rights.

    ``afresh``: kernels are started as nbgrader starts them; else they are forked.
    """
    kernels = None if afresh else forked_kernels.KERNELS.begun()
    with Path(folder, "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(helpers=str(Path(__file__).parent), kernels=kernels))


def configure(config, kernels=None):
    """Change an nbgrader ``Config`` from the course's settings to nbgrader's own stages and ours.

    ``kernels``: the address of the process that forks kernels.
    """
    if kernels:
        local_provisioner.launch_kernel = forked_kernels.launcher(kernels)
    from nbconvert.exporters import NotebookExporter
    from nbgrader.converters.autograde import Autograde

    sanitize, autograde = (
        list(getattr(Autograde, name).default_args[0])
        for name in ("sanitize_preprocessors", "autograde_preprocessors")
    )
    before_saving = [stage.__name__ for stage in autograde].index("SaveAutoGrades")
    autograde.insert(before_saving, ScoreAnswers)
    config.Autograde.exporter_class = NotebookExporter
    config.Autograde.sanitize_preprocessors = [HarvestAnswers, *sanitize]
    config.Autograde.autograde_preprocessors = [DeliverAnswers, *autograde]


class HarvestAnswers(NbGraderPreprocessor):
    """First in the sanitize stage: lift the answers into the notebook's metadata."""

    def preprocess(self, nb, resources):
        found = answers.collect(nb, _released(resources, resources["metadata"]["path"]))
        nb.metadata["localsdg_answers"] = {
            slug: {"value": answer.value, "problem": answer.problem, "run": answer.run}
            for slug, answer in found.items()
        }
        _unmark_copies(nb)
        return nb, resources


def _unmark_copies(nb):
    """Of a cell that a learner copied the last one counts, as nbgrader has it.

    Left to itself nbgrader empties the marks of the others and then stops the whole batch because of them.
    """
    met = set()
    for cell in reversed(nb.cells):
        grade_id = released.nbgrader(cell).get("grade_id")
        if isinstance(grade_id, str) and grade_id in met:
            del cell.metadata["nbgrader"]
        met.add(str(grade_id))


class DeliverAnswers(NbGraderPreprocessor):
    """First in the autograde stage: write the side-car file from which widgets take their answer."""

    def preprocess(self, nb, resources):
        values = {
            slug: answer["value"] for slug, answer in _harvested(nb).items() if answer["value"] is not None
        }
        path = Path(resources["metadata"]["path"], SIDE_CAR)
        path.unlink(missing_ok=True)  # a learner may have handed in one, or a link in its place
        path.write_text(json.dumps(values), encoding="utf-8")
        return nb, resources


class ScoreAnswers(NbGraderPreprocessor):
    """Before SaveAutoGrades: judge the answers here, not in the learner's process."""

    def preprocess(self, nb, resources):
        harvested = _harvested(nb)
        path = resources["metadata"]["path"]
        assignment = _released(resources, path)
        learner = resources["nbgrader"]["student"] if wants_own_cases(_course(path)) else None
        ran = answers.bundles_of(output for cell in nb.cells for output in cell.get("outputs", []))
        for exercise in assignment.exercises:
            answer = answers.Answer(**harvested.get(exercise.id, {}))
            if answer.run:
                answer = _after_running(exercise.id, ran)
            result = scoring.score(exercise, answer, learner)
            for cell in nb.cells:
                if released.nbgrader(cell).get("grade_id") == exercise.id:
                    _show(cell, result, exercise)
        nb.metadata.pop("localsdg_answers", None)
        _show_markup_as_text(nb, assignment)
        return nb, resources


def _after_running(slug, ran):
    if slug in ran:
        return answers.limited(ran[slug])
    return answers.Answer(problem="Its check cell gave no answer when the notebook was run.")


def _show(cell, result, exercise):
    if cell.cell_type == "code":
        from nbformat import from_dict

        cell.outputs = [from_dict(output) for output in graded_copy.score_outputs(result)]
    elif result.status == scoring.NEEDS_HUMAN:
        # nbgrader gives 0 to a text whose checksum shows that it is unchanged; here a person decides.
        cell.metadata.nbgrader.pop("checksum", None)
    elif answers.is_as_handed_out(cell.source, exercise):
        cell.source = exercise.starter  # the checksum is of the release's words; it may have come in others


def _show_markup_as_text(nb, assignment):
    """What learners wrote in Markdown must not run in the pages that nbgrader makes of it."""
    ours = {released.source(cell) for cell in released.cells(assignment.notebook)}
    for cell in nb.cells:
        if cell.cell_type == "markdown" and cell.source not in ours:
            cell.source = harmless.markdown(cell.source)


def _harvested(nb):
    return nb.metadata.get("localsdg_answers", {})


def _released(resources, path):
    """The assignment's released notebook."""
    name = resources["nbgrader"]["assignment"]
    return released.read(_course(path) / "release" / name / f"{name}.ipynb")


def _course(path):
    """The course folder of ``<course>/<step>/<learner>/<assignment>``."""
    return Path(os.path.abspath(path)).parents[2]
