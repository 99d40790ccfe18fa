"""Pages of the built book: which there are, and opening one until all of it is there."""


def pages_of(folder):
    """Addresses of all pages, relative to the book's folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def go(page, address):
    """Open a page and wait until its exercises and figures are there."""
    page.goto(address)
    page.wait_for_function(
        """() => !document.querySelector(".lsdg-mount:empty")
        && [...document.querySelectorAll(".lsdg-plot")].every(place => place.dataset.drawn)"""
    )
