"""The course's typefaces as files that WeasyPrint reads: one weight a file, made once of the web fonts.

Pages in a browser use variable fonts; paper has four fixed cuts of each.
"""

import os
from pathlib import Path

_FAMILIES = {
    "Atkinson": ("atkinson-hyperlegible-next", ("normal", "italic")),
    "Serif": ("source-serif-4", ("normal",)),
}
_WEIGHTS = (400, 700)
_PARTS = ("latin", "latin-ext")  # a family each: what one lacks, the next one has


def faces(modules: Path) -> list[dict[str, object]]:
    """``[{family, style, weight, path}]`` of all cuts, made of the packages in ``node_modules``."""
    found: list[dict[str, object]] = []
    for family, (package, styles) in _FAMILIES.items():
        folder = modules / "@fontsource-variable" / package
        for part in _PARTS:
            for style in styles:
                for weight in _WEIGHTS:
                    source = folder / "files" / f"{package}-{part}-wght-{style}.woff2"
                    made = folder / f"paper-{part}-{style}-{weight}.ttf"
                    if not made.is_file():
                        _cut(source, made, weight)
                    name = family if part == _PARTS[0] else f"{family} {part}"
                    found.append({"family": name, "style": style, "weight": weight, "path": made})
    return found


def css(modules: Path) -> str:
    """The cuts as ``@font-face`` rules."""
    return "\n".join(
        f'@font-face {{ font-family: "{one["family"]}"; font-style: {one["style"]}; '
        f'font-weight: {one["weight"]}; src: url("{Path(str(one["path"])).resolve().as_uri()}"); }}'
        for one in faces(modules)
    )


def _cut(source, target, weight):
    from fontTools.ttLib import TTFont  # here: it costs half a second, and is needed once
    from fontTools.varLib import instancer

    part = target.with_name(f"{target.name}.{os.getpid()}")
    with TTFont(source) as font:
        instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
        font.flavor = None
        font.save(part)
    part.replace(target)
