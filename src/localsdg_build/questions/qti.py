"""A bank as a QTI 2.1 package: an item for each question, a section of a test for each knowledge check.

The scores are the course's, and so are the sentences, which response processing says when the checks would.
"""

from localsdg_build.questions import qti_manifest
from localsdg_build.questions.bank import MATCHING, MULTIPLE, NUMBER, SINGLE, Bank, Question
from localsdg_build.questions.elements import Element, element, shown, written

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
LIMITS = ("qti_every", "qti_support", "both_commas")
_MET, _NONE, _MISSING, _LOW, _HIGH = "said-met", "said-none", "said-missing", "said-low", "said-high"


def files(bank: Bank, course_title: str) -> list[tuple[str, str]]:
    """``[(path in the package, text), ...]``."""
    items = [(item_path(one), written(item(one, bank.language))) for one in bank.questions]
    test = written(_test(bank))
    manifest = written(qti_manifest.manifest(bank, course_title, item_path))
    return [("imsmanifest.xml", manifest), (qti_manifest.TEST, test), *items]


def item_path(question: Question) -> str:
    """Where a question's item lies in the package."""
    return f"items/{question.name}.xml"


def item(question: Question, language: str) -> Element:
    """An ``assessmentItem``."""
    kinds = {SINGLE: _single, MULTIPLE: _multiple, NUMBER: _number, MATCHING: _matching}
    declared, body, processing, feedback = kinds[question.type](question)
    return element(
        "assessmentItem",
        declared,
        _outcome("SCORE", "single", "float", normalMaximum=shown(question.points)),
        _outcome("MAXSCORE", "single", "float", default=question.points),
        _outcome("FEEDBACK", "multiple", "identifier"),
        element("itemBody", *body),
        element("responseProcessing", *processing),
        *[_said(name, text) for name, text in feedback if text],
        xmlns=NAMESPACE,
        identifier=question.name,
        title=question.label,
        adaptive="false",
        timeDependent="false",
        xml_lang=language,
    )


def _outcome(name, cardinality, base, default=None, **attributes):
    if default is None and base == "float":
        default = 0
    value = None if default is None else element("defaultValue", element("value", shown(default)))
    return element(
        "outcomeDeclaration", value, identifier=name, cardinality=cardinality, baseType=base, **attributes
    )


def _response(cardinality, base, right, mapping=None):
    return element(
        "responseDeclaration",
        element("correctResponse", *[element("value", one) for one in right]),
        mapping,
        identifier="RESPONSE",
        cardinality=cardinality,
        baseType=base,
    )


def _said(name, text):
    return element(
        "modalFeedback", element("p", text), outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
    )


# ---- Kinds of questions: (declaration, body, processing, [(feedback's name, text)]) ----------------------


def _single(question):
    right = [_choice(option) for option in question.options if option.is_right]
    processing = [
        _condition(
            (_is_null(), [_say(_NONE)]),
            (_matches(), [_set("SCORE", _value("float", question.points)), _set("FEEDBACK", _given())]),
            (None, [_set("FEEDBACK", _given())]),
        )
    ]
    said = [(_choice(option), option.feedback) for option in question.options]
    declared = _response("single", "identifier", right)
    return declared, [_choices(question, 1)], processing, [*said, (_NONE, question.says.get("none"))]


def _multiple(question):
    right = [option for option in question.options if option.is_right]
    part = question.points / len(right)
    mapping = _mapping(question, {_choice(one): part if one.is_right else -part for one in question.options})
    no_wrong = [
        element("not", element("member", _value("identifier", _choice(option)), element_of_response()))
        for option in question.options
        if not option.is_right
    ]
    told = [(_is_null(), [_say(_NONE)]), (_matches(), [_say(_MET)])]
    if no_wrong:
        told.append((element("and", *no_wrong), [_say(_MISSING)]))
    processing = [_scored(), _condition(*told, (None, [_set("FEEDBACK", element_of_response())]))]
    said = [(_choice(option), option.feedback) for option in question.options]
    said += [(name, question.says.get(key)) for name, key in _messages(_MET, _NONE, _MISSING)]
    declared = _response("multiple", "identifier", [_choice(one) for one in right], mapping)
    return declared, [_choices(question, 0)], processing, said


def _number(question):
    middle, tolerance = (question.least + question.most) / 2, (question.most - question.least) / 2
    near = {"toleranceMode": "exact"}
    if tolerance:
        near = {"toleranceMode": "absolute", "tolerance": f"{shown(tolerance)} {shown(tolerance)}"}
    processing = [
        _condition(
            (_is_null(), [_say(_NONE)]),
            (
                element("equal", element_of_response(), _value("float", middle), **near),
                [_set("SCORE", _value("float", question.points)), _say(_MET)],
            ),
            (element("lt", element_of_response(), _value("float", middle)), [_say(_LOW)]),
            (None, [_say(_HIGH)]),
        )
    ]
    field = element("p", element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12"))
    said = [
        (name, question.says.get(key) or question.says.get("other"))
        for name, key in _messages(_MET, _NONE, _LOW, _HIGH)
    ]
    declared = _response("single", "float", [shown(middle)])
    return declared, [element("p", question.text), field], processing, said


def _matching(question):
    pairs = {pair: f"{_item(pair)} {_choice_id(pair.option)}" for pair in question.pairs}
    part = question.points / len(pairs)
    mapping = _mapping(question, dict.fromkeys(pairs.values(), part))
    wrong = [
        _condition(
            (
                element("not", element("member", _value("directedPair", text), element_of_response())),
                [_also(_wrong(pair))],
            )
        )
        for pair, text in pairs.items()
    ]
    processing = [
        _scored(),
        _condition((_is_null(), [_say(_NONE)]), (_matches(), [_say(_MET)]), (None, wrong)),
    ]
    sets = [
        element("simpleMatchSet", *[_associable(_item(one), one.text, 1) for one in question.pairs]),
        element("simpleMatchSet", *[_associable(_choice(one), one.text, 0) for one in question.options]),
    ]
    shuffle = "false" if question.in_order else "true"
    body = element(
        "matchInteraction",
        element("prompt", question.text),
        *sets,
        responseIdentifier="RESPONSE",
        shuffle=shuffle,
        maxAssociations=shown(len(pairs)),
    )
    said = [(_wrong(pair), pair.feedback) for pair in question.pairs]
    said += [(name, question.says.get(key)) for name, key in _messages(_MET, _NONE)]
    declared = _response("multiple", "directedPair", list(pairs.values()), mapping)
    return declared, [body], processing, said


def _messages(*names):
    keys = {_MET: "met", _NONE: "none", _MISSING: "missing", _LOW: "too_low", _HIGH: "too_high"}
    return [(name, keys[name]) for name in names]


# ---- Parts of items ---------------------------------------------------------------------------------------


def _choices(question, most):
    return element(
        "choiceInteraction",
        element("prompt", question.text),
        *[element("simpleChoice", option.text, identifier=_choice(option)) for option in question.options],
        responseIdentifier="RESPONSE",
        shuffle="false" if question.in_order else "true",
        maxChoices=shown(most),
    )


def _associable(name, text, most):
    return element("simpleAssociableChoice", text, identifier=name, matchMax=shown(most))


def _choice(option):
    return _choice_id(option.id)


def _choice_id(name):
    return f"option-{name}"


def _item(pair):
    return f"item-{pair.id}"


def _wrong(pair):
    return f"wrong-{pair.id}"


def _mapping(question, values):
    return element(
        "mapping",
        *[element("mapEntry", mapKey=key, mappedValue=value) for key, value in values.items()],
        lowerBound="0",
        upperBound=question.points,
        defaultValue="0",
    )


# ---- Parts of response processing -------------------------------------------------------------------------


def _condition(*branches):
    names = ["responseIf", *["responseElseIf"] * len(branches)]
    made = [
        element(name if when is not None else "responseElse", when, *then)
        for name, (when, then) in zip(names, branches, strict=False)
    ]
    return element("responseCondition", *made)


def element_of_response() -> Element:
    """What the learner gave."""
    return element("variable", identifier="RESPONSE")


def _given():
    return element("multiple", element_of_response())


def _is_null():
    return element("isNull", element_of_response())


def _matches():
    return element("match", element_of_response(), element("correct", identifier="RESPONSE"))


def _value(base, value):
    return element("baseValue", shown(value), baseType=base)


def _set(name, expression):
    return element("setOutcomeValue", expression, identifier=name)


def _scored():
    return _set("SCORE", element("mapResponse", identifier="RESPONSE"))


def _say(name):
    return _set("FEEDBACK", element("multiple", _value("identifier", name)))


def _also(name):
    more = element("multiple", element("variable", identifier="FEEDBACK"), _value("identifier", name))
    return _set("FEEDBACK", more)


# ---- The test ---------------------------------------------------------------------------------------------


def _test(bank):
    sections = [
        element(
            "assessmentSection",
            *[
                element("assessmentItemRef", identifier=one.name, href=f"../{item_path(one)}")
                for one in check.questions
            ],
            identifier=check.exercise,
            title=check.title,
            visible="true",
        )
        for check in bank.checks
    ]
    part = element(
        "testPart",
        element("itemSessionControl", maxAttempts="0", showFeedback="true"),
        *sections,
        identifier="checks",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    total = element("sum", element("testVariables", variableIdentifier="SCORE"))
    return element(
        "assessmentTest",
        _outcome("SCORE", "single", "float"),
        part,
        element("outcomeProcessing", _set("SCORE", total)),
        xmlns=NAMESPACE,
        identifier=bank.module,
        title=bank.title,
    )
