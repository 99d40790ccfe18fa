"""Two languages that nobody speaks, made from English: what is left in English on a page then shows.

``en-XA`` has accents on every letter; ``ar-XB`` is written with Arabic letters, from right to left. Both are
about a third longer than English, and each sentence stands in ⟦…⟧, so that one that is cut off or put
together shows too. Placeholders, code, addresses and names of files stay as they are.
"""

import re

import yaml

ACCENTED, RIGHT_TO_LEFT = "en-XA", "ar-XB"
LANGUAGES = (ACCENTED, RIGHT_TO_LEFT)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SMALL = dict(zip(_LATIN, "áƀçđéƒĝĥíĵķĺɱñöþɋŕšťúṽŵẋýž", strict=True))
_ARABIC = dict(zip(_LATIN, "ابچدعفگهيجكلمنوپقرستؤڤۋخىز", strict=True))
_LETTERS = {
    ACCENTED: {**_SMALL, **{letter.upper(): accented.upper() for letter, accented in _SMALL.items()}},
    RIGHT_TO_LEFT: {**_ARABIC, **{letter.upper(): arabic for letter, arabic in _ARABIC.items()}},
}
# What a translator leaves alone, in sentences and in Markdown.
_KEPT = re.compile(
    r"\{term\}`(?P<shown>[^`<]*?)(?: <(?P<target>[^<>`]+)>)?`"  # both are translated, as the glossary is
    r"|``[^`]+``"  # code
    r"|(?<![}`])`[^`\n]+`(?!`)"
    r"|\{(?:cite(?::\w+)?|math|eq|ref|name)\}`[^`]*`"  # roles that show no words of ours
    r"|\$[^$\n]+\$"
    r"|%?\{[^{}\n]*\}"  # placeholders, attributes
    r"|\]\([^)\n]*\)"  # a link's address
    r"|https?://[^\s)>\]]+|<[/a-zA-Z][^<>\n]*>|&\w+;"
    r"|[\w.{}-]*\.(?:ipynb|whl|md|csv|json|txt|py|yml)\b|\.\w+\(\)"
)


def letters(text: str, language: str) -> str:
    """Each letter in its other form, vowels twice; what a translator leaves alone stays."""
    done, at = [], 0
    for found in _KEPT.finditer(text):
        done += [_plain(text[at : found.start()], language), _kept(found, language)]
        at = found.end()
    return "".join(done) + _plain(text[at:], language)


def sentence(text: str, language: str) -> str:
    """``letters`` between the brackets ⟦ and ⟧; blank around it stays outside."""
    inner = text.strip()
    if not inner or not re.search("[A-Za-z]", inner):
        return text
    begin = text.index(inner)
    return f"{text[:begin]}⟦{letters(inner, language)}⟧{text[begin + len(inner) :]}"


def values(value: object, language: str) -> object:
    """All texts in lists and dicts as ``sentence``; keys, numbers and the rest as they are."""
    if isinstance(value, str):
        return sentence(value, language)
    if isinstance(value, dict):
        return {key: values(inner, language) for key, inner in value.items()}
    if isinstance(value, list):
        return [values(inner, language) for inner in value]
    return value


def yaml_text(text: str, language: str) -> str:
    """A YAML file in which every value is words."""
    return dumped(values(yaml.safe_load(text), language))


def dumped(value: object) -> str:
    """YAML that keeps the order and all letters."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def english(text: str) -> list[str]:
    """Words of three or more plain Latin letters: what was not translated."""
    return re.findall(r"(?<![\w'’])[A-Za-z]{3,}(?![\w])", text)


def _kept(found, language):
    if found["shown"] is None:
        return found[0]
    target = f" <{_plain(found['target'], language)}>" if found["target"] else ""
    return f"{{term}}`{_plain(found['shown'], language)}{target}`"


def _plain(text, language):
    table = _LETTERS[language]
    if language == RIGHT_TO_LEFT:  # it has no capitals, but GOLD is not gold
        text = re.sub(r"[A-Z]{2,}", r"ـ\g<0>", text)
    return "".join(table.get(one, one) * (2 if one in "aeiouAEIOU" else 1) for one in text)
