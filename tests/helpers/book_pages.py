"""Pages of the built book: which there are, and opening one until all of it is there."""


def pages_of(folder):
    """Addresses of all pages, relative to the book's folder; slides are none (test_slides.py)."""
    found = (path.relative_to(folder) for path in folder.rglob("*.html"))
    return sorted(path.as_posix() for path in found if "_slides" not in path.parts)


def pages_spoken(folder):
    """``pages_of``, without pages of other languages whose title is in English still."""

    def told(name):
        return '<h1 class="lsdg-english"' not in (folder / name).read_text(encoding="utf-8")

    return [name for name in pages_of(folder) if told(name)]


def go(page, address):
    """Open a page and wait until its exercises are there, and the figures that can be seen."""
    page.goto(address)
    page.wait_for_function(
        """() => !document.querySelector(".lsdg-mount:empty")
        && [...document.querySelectorAll(".lsdg-plot")].every(place => {
          const { top, bottom } = place.getBoundingClientRect();
          return place.dataset.drawn || bottom < 0 || top > innerHeight;
        })"""
    )


def draw_all(page):
    """Come near every figure of a page, as a reader does, until all are drawn."""
    for place in page.locator(".lsdg-plot").all():
        place.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.lsdg-plot')].every(place => place.dataset.drawn)"
    )
