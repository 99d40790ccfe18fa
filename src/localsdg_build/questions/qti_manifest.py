"""The manifest of a QTI package: what is in it, with title and tags of each question as LOM metadata."""

from collections.abc import Callable

from localsdg_build.questions.bank import Bank, Question
from localsdg_build.questions.elements import Element, element

TEST = "test.xml"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"


def manifest(bank: Bank, course_title: str, path_of: Callable[[Question], str]) -> Element:
    """``imsmanifest.xml`` of a bank's package."""
    items = [
        element(
            "resource",
            element("metadata", _lom(one.label, [bank.module, one.objective, one.exercise], bank.language)),
            element("file", href=path_of(one)),
            identifier=one.name,
            type="imsqti_item_xmlv2p1",
            href=path_of(one),
        )
        for one in bank.questions
    ]
    test = element(
        "resource",
        element("file", href=TEST),
        *[element("dependency", identifierref=one.name) for one in bank.questions],
        identifier="test",
        type="imsqti_test_xmlv2p1",
        href=TEST,
    )
    return element(
        "manifest",
        element(
            "metadata",
            element("schema", "QTIv2.1 Package"),
            element("schemaversion", "1.0.0"),
            _lom(f"{course_title}: {bank.title}", [bank.module], bank.language),
        ),
        element("organizations"),
        element("resources", test, *items),
        xmlns=_PACKAGE,
        identifier=f"package-{bank.module}",
    )


def _lom(title: str, keywords: list[str], language: str) -> Element:
    def said(text: str) -> Element:
        return element("string", text, language=language)

    general = element("general", element("title", said(title)), element("language", language))
    general.extend(element("keyword", said(word)) for word in keywords)
    return element("lom", general, xmlns=_LOM)
