"""``localsdg``'s commands: each module here is one, and holds it as ``command``. ``cli`` finds them."""

import click

from localsdg_build import editions

edition_option = click.option(
    "--edition",
    type=click.Choice(editions.NAMES),
    default=editions.LEARNER,
    show_default=True,
    help="The trainer's edition shows trainer's notes at the end of each lesson; that for graded cohorts has "
    "no good answers.",
)
live_option = click.option(
    "--live", is_flag=True, help="With live code: Python for the browser and JupyterLite beside the pages."
)
