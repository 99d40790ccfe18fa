"""``localsdg questions``."""

from pathlib import Path

import click

from localsdg import course
from localsdg_build import order
from localsdg_build.questions import write


@click.command
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--module", metavar="NAME", default="", help="Only this module, by name or number.")
@click.option(
    "--format", "shape", type=click.Choice(list(write.FORMATS)), default="moodle", show_default=True
)
@click.option("--language", metavar="CODE", default=course.LANGUAGE, show_default=True)
def command(out: Path, module: str, shape: str, language: str) -> None:
    """Write the knowledge checks as question banks for a learning platform into OUT.

    One file for each module: Moodle XML, or a QTI 2.1 package. Each question has its points, the sentences
    that learners read in the course, and tags by module, objective and check. READ-ME.txt beside them says
    what the platform does otherwise, and what is left out.
    """
    if language not in course.languages():
        told = f"this language is not there; there are: {', '.join(course.languages())}"
        raise course.CourseError(Path("book", language, "interface.yml"), told)
    root = course.root()
    modules = [order.module_named(root, module)] if module else order.modules(root)
    for path, count in write.write(root, out, modules, shape, language):
        click.echo(f"{path}: {count} questions")
    click.echo(f"What differs in the platform, and what is left out: {out / write.NOTE}")
