"""Question banks: what platforms would score and say is what the course scores and says."""

import json
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from localsdg import course, judge
from localsdg.feedback import fill
from localsdg.typed import as_typed_number
from localsdg_build import cli, order, words
from localsdg_build.questions import bank, moodle, qti, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def banks():
    """The banks of all modules."""
    return [bank.of_module(ROOT, module, "en") for module in order.modules(ROOT)]


@pytest.fixture(scope="module")
def questions(banks):
    return [question for one in banks for question in one.questions]


def samples(slug):
    """``[(answers by question, points by question), ...]`` of an exercise's samples."""
    for path in sorted((ROOT / "exercises" / slug / "samples").glob("*.json")):
        sample = json.loads(path.read_text(encoding="utf-8"))
        answers = sample["answer"].get("answers") if isinstance(sample["answer"], dict) else None
        if isinstance(answers, dict):
            yield answers, {one["id"]: one["earned"] for one in judge.judge(slug, sample["answer"])}


def given(question, value):
    """What somebody could give in a platform in place of an answer of the page; ``None`` for nothing."""
    known = [option.id for option in question.options]
    if question.type == bank.SINGLE:
        return value if isinstance(value, str) and value in known else None
    if question.type == bank.MULTIPLE:
        ticked = {one for one in known if one in value} if isinstance(value, list) else set()
        return ticked or None
    if question.type == bank.NUMBER:
        return as_typed_number({"it": value}, "it", {"language": "en"})
    items = [pair.id for pair in question.pairs]
    pairs = value.items() if isinstance(value, dict) else []
    return {item: option for item, option in pairs if item in items and option in known} or None


def test_all_knowledge_checks_are_there_and_what_is_not_is_named(banks, questions):
    there = {slug for slug in course.exercise_ids() if slug.startswith("check-")}
    assert there <= {question.exercise for question in questions}
    assert [
        name for name, count in Counter(question.name for question in questions).items() if count > 1
    ] == []
    assert {question.type for question in questions} == {"single", "multiple", "number", "matching"}
    told = "\n".join(bank.left_out(banks, "en"))
    assert "needs-assessment: " in told and "Before and after" in told
    tests = course.read_words(ROOT / "modules/3-monitoring-reporting/before-after/en.md")[0]
    asked = str(tests["questions"])
    assert len(asked) > 1000 and not [one.name for one in questions if one.text in asked]


# ---- Moodle ------------------------------------------------------------------------------------------

# Parts of a whole that Moodle takes (its grade options); others stop the import.
GRADES = {100, 0, *(round(100 / count, 5) for count in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10))}


def moodle_questions(one):
    root = ElementTree.fromstring(moodle.document(one, "The course"))
    return {node.findtext("idnumber"): node for node in root if node.get("type") != "category"}


def moodle_score(node, question, answer):
    """The points that Moodle's question types give, by its sources."""
    worth = float(node.findtext("defaultgrade"))
    if answer is None:
        return 0
    texts = {f"<p>{escaped(option.text)}</p>": option.id for option in question.options}
    if node.get("type") == "multichoice":
        picked = {answer} if question.type == bank.SINGLE else answer
        fractions = [
            float(one.get("fraction"))
            for one in node.findall("answer")
            if texts[one.findtext("text")] in picked
        ]
        return worth * min(1, max(0, sum(fractions) / 100))
    if node.get("type") == "numerical":
        for one in node.findall("answer"):
            if abs(answer - float(one.findtext("text"))) <= float(one.findtext("tolerance")) + 1e-9:
                return worth * float(one.get("fraction")) / 100
        return 0
    option_texts = {option.text: option.id for option in question.options}
    items = {f"<p>{escaped(pair.text)}</p>": pair.id for pair in question.pairs}
    asked = [one for one in node.findall("subquestion") if one.findtext("text")]
    right = [
        one
        for one in asked
        if answer.get(items[one.findtext("text")]) == option_texts[one.findtext("answer/text")]
    ]
    return worth * len(right) / len(asked)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_moodle_gives_the_points_of_the_course(banks, questions):
    nodes = {name: node for one in banks for name, node in moodle_questions(one).items()}
    compared = 0
    for question in questions:
        for answers, points in samples(question.exercise):
            answer = given(question, answers.get(question.id))
            assert moodle_score(nodes[question.name], question, answer) == pytest.approx(
                points[question.id], abs=0.01
            ), (question.name, answer)
            compared += 1
    assert compared > 1000


def test_moodle_takes_every_part_of_the_file(banks):
    for one in banks:
        root = ElementTree.fromstring(moodle.document(one, "A/B"))
        paths = [node.findtext("category/text") for node in root if node.get("type") == "category"]
        assert len(paths) == len(one.checks) and all(path.startswith("$course$/top/A//B/") for path in paths)
        for node in root:
            if node.get("type") == "category":
                continue
            assert node.findtext("name/text") and node.find("questiontext").get("format") == "html"
            assert len([tag.findtext("text") for tag in node.findall("tags/tag")]) == 3
            assert float(node.findtext("penalty")) == 0
            fractions = [float(answer.get("fraction")) for answer in node.findall("answer")]
            assert {abs(fraction) for fraction in fractions} <= GRADES
            if node.get("type") == "multichoice":
                right = sum(fraction for fraction in fractions if fraction > 0)
                assert right == pytest.approx(100, abs=0.001) and len(fractions) >= 2
            if node.get("type") == "matching":
                rows = node.findall("subquestion")
                assert len([row for row in rows if row.findtext("text")]) >= 2 and len(rows) >= 3
                assert all(row.findtext("answer/text") for row in rows)


# ---- QTI ------------------------------------------------------------------------------------------

NS = {"q": qti.NAMESPACE}


def qti_result(item, response):
    """``(SCORE, {FEEDBACK})`` of an item's response processing, by the standard's rules."""
    declared = item.find("q:responseDeclaration", NS)
    correct = [value.text for value in declared.findall("q:correctResponse/q:value", NS)]
    state = {"RESPONSE": response, "SCORE": 0.0, "FEEDBACK": None, "correct": correct, "declared": declared}
    run_rules(item.find("q:responseProcessing", NS), state)
    return state["SCORE"], set(state["FEEDBACK"] or [])


def run_rules(node, state):
    for rule in node:
        name = rule.tag.split("}")[1]
        if name == "setOutcomeValue":
            state[rule.get("identifier")] = value_of(rule[0], state)
        elif name == "responseCondition":
            for branch in rule:
                is_else = branch.tag.endswith("responseElse")
                if is_else or value_of(branch[0], state) is True:
                    run_rules(branch if is_else else branch[1:], state)
                    break


def value_of(node, state):
    name, inner = node.tag.split("}")[1], [value_of(one, state) for one in node]
    if name == "variable":
        return state[node.get("identifier")]
    if name == "baseValue":
        return float(node.text) if node.get("baseType") == "float" else node.text
    if name == "correct":
        return state["correct"]
    if name == "isNull":
        return inner[0] is None
    if name == "not":
        return None if inner[0] is None else not inner[0]
    if name == "and":
        return all(one is True for one in inner)
    if name == "multiple":
        return [
            one
            for value in inner
            if value is not None
            for one in (value if isinstance(value, list) else [value])
        ]
    if name == "mapResponse":
        return mapped(state)
    return None if None in inner else compared(name, inner, node)


def compared(name, inner, node):
    if name == "match":
        return Counter(as_list(inner[0])) == Counter(as_list(inner[1]))
    if name == "member":
        return inner[0] in inner[1]
    if name == "lt":
        return inner[0] < inner[1]
    assert name == "equal"
    tolerance = float((node.get("tolerance") or "0").split()[0])
    return abs(inner[0] - inner[1]) <= tolerance + 1e-9


def as_list(value):
    return value if isinstance(value, list) else [value]


def mapped(state):
    mapping = state["declared"].find("q:mapping", NS)
    values = {entry.get("mapKey"): float(entry.get("mappedValue")) for entry in mapping}
    total = sum(values.get(one, float(mapping.get("defaultValue"))) for one in set(state["RESPONSE"] or []))
    return min(float(mapping.get("upperBound")), max(float(mapping.get("lowerBound")), total))


def response(question, answer):
    if answer is None or question.type == bank.NUMBER:
        return answer
    if question.type == bank.SINGLE:
        return f"option-{answer}"
    if question.type == bank.MULTIPLE:
        return [f"option-{one}" for one in sorted(answer)]
    return [f"item-{item} option-{option}" for item, option in answer.items()]


def qti_items(banks):
    return {
        question.name: ElementTree.fromstring(text)
        for one in banks
        for question, (_, text) in zip(one.questions, qti.files(one, "The course")[2:], strict=True)
    }


def test_qti_gives_the_points_of_the_course_and_says_its_sentences(banks, questions):
    items, said = qti_items(banks), words.questions("en")["given"]
    for question in questions:
        item = items[question.name]
        texts = {
            one.get("identifier"): one.findtext("q:p", None, NS)
            for one in item.findall("q:modalFeedback", NS)
        }
        for answers, points in samples(question.exercise):
            answer = given(question, answers.get(question.id))
            score, names = qti_result(item, response(question, answer))
            assert score == pytest.approx(points[question.id], abs=0.01), (question.name, answer)
            told = {texts[name] for name in names if name in texts}
            kept = sorted(answer) if isinstance(answer, set) else answer
            records = judge.judge(
                question.exercise, {"answers": {question.id: kept} if answer is not None else {}}
            )
            record = next(one for one in records if one["id"] == question.id)
            expected = record["text"]
            if "given" in record["details"]:
                sentences = course.exercise(question.exercise)["words"]["feedback"][question.id]
                expected = fill(sentences[record["message"]], {"given": said}, {}, {})
            assert expected in told, (question.name, answer, told, expected)


def test_a_package_is_whole(tmp_path):
    (path, count), *_ = write.write(ROOT, tmp_path, ["3-monitoring-reporting"], "qti", "zh-Hans")
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        test = ElementTree.fromstring(package.read("test.xml"))
        item = ElementTree.fromstring(package.read("items/check-reporting-roadmap.shorter.xml"))
    hrefs = [node.get("href") for node in manifest.iter() if node.get("href")]
    assert set(hrefs) == names - {"imsmanifest.xml"} and len(names) == count + 2
    assert len(test.findall(".//q:assessmentItemRef", NS)) == count
    keywords = [node[0].text for node in manifest.iter() if node.tag.endswith("}keyword")]
    assert {"3-monitoring-reporting", "m3-roadmap", "check-reporting-roadmap"} <= set(keywords)
    assert item.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert "（周）" in item.findtext(".//q:p", None, NS) or "(周)" in item.findtext(".//q:p", None, NS)


def test_the_command_writes_a_file_for_each_module_and_a_note(tmp_path):
    done = CliRunner().invoke(cli.main, ["questions", str(tmp_path / "out"), "--module", "3"])
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"3-monitoring-reporting.xml", write.NOTE}
    note = (tmp_path / "out" / write.NOTE).read_text(encoding="utf-8")
    assert all(words.questions("en")[key] in note for key in moodle.LIMITS)
    for arguments, said in (
        (["--module", "5"], "there is no module '5'"),
        (["--language", "xx"], "not there"),
    ):
        done = CliRunner().invoke(cli.main, ["questions", str(tmp_path / "no"), *arguments])
        assert done.exit_code == 1 and said in done.output and not (tmp_path / "no").exists()
