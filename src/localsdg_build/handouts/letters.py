"""Letters that stand for options on paper, and languages as Babel names them. Pure."""

from string import ascii_lowercase


def letters(count: int) -> list[str]:
    """``a``, ``b`` … for ``count`` options; numbers where there are more than the alphabet has."""
    return list(ascii_lowercase[:count]) if count <= 26 else [str(one + 1) for one in range(count)]


def babel_name(language: str) -> str:
    """``zh-Hans`` as Babel writes it: ``zh_Hans``."""
    return language.replace("-", "_")
