"""Names as they are compared: each function gives what two ways to write one name have in common."""

import re
import unicodedata


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def words(text: str) -> tuple[str, ...]:
    """The words of a name in any order: "Bello, Amina" is "Amina Bello"."""
    return tuple(sorted(re.findall(r"[^\s,;._]+", folded(text))))


def squashed(text: str) -> str:
    """A name as Canvas writes it: nothing but letters and digits."""
    return re.sub(r"[\W_]+", "", folded(text))


def without_accents(text: str) -> str:
    """The last resort: é as e, ø as o."""
    text = text.translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe"}
)


def turned(name: str) -> set[str]:
    """A name's words squashed, begun at each word: of "Amina da Silva", Canvas has "dasilvaamina"."""
    words = [squashed(word) for word in re.split(r"[\s,;]+", name) if squashed(word)]
    return {"".join(words[place:] + words[:place]) for place in range(len(words))}
