"""What axe-core finds wrong on an open page."""

# In other colours only these can find something else: the other rules do not look at colours.
_ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
_RUN = """async ([scope, rules]) => (await axe.run(scope ?? document, rules)).violations.map((rule) =>
    [rule.id, rule.impact, rule.nodes.slice(0, 3).map((node) => String(node.target))])"""


def findings(page, axe, scope=None, only_colours=False):
    """``[[rule, impact, places], ...]`` in ``scope`` (a selector; else in the whole page)."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(axe.read_text(encoding="utf-8"))
    return page.evaluate(_RUN, [scope, {"runOnly": _ABOUT_COLOURS} if only_colours else {}])


def findings_light_and_dark(page, axe, scope=None):
    """The same in light colours and, for what looks at colours, in dark ones. The page ends dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(_THEME, scheme)
        found += [[scheme, *one] for one in findings(page, axe, scope, only_colours=scheme == "dark")]
    return found


# As the book's own button does; then two frames, in which figures take the colours on, and till none fades.
_THEME = """async (theme) => {
  document.documentElement.dataset.theme = theme;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""
