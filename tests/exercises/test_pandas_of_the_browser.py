"""Code gives the same answer and score with the browser's pandas (2.2) and with the grader's (3.1).

Starters, the prompts' own code, and what a learner writes run in both, and every sample is judged in both:
here, and in the Pyodide of books with live code, which Node runs from the very files that pages load.
"""

import json
import re
import subprocess
from pathlib import Path

import honest
import pandas
import pytest

from localsdg import course
from localsdg_build.check.micropython import node_program
from localsdg_build.live import runtime

ROOT = Path(__file__).parents[2]
SLUGS = [slug for slug in course.exercise_ids(ROOT) if course.exercise(slug, course=ROOT)["kind"] == "code"]

# Runs there and here, on the package that learners install: `questions` in, `replies` out, both JSON.
BOTH = """
import json
import pandas
from localsdg import course, variables
from localsdg.judge import judge

def reply(slug, code, answer):
    if code is not None:
        namespace = {}
        exec(code, namespace)
        wanted = course.exercise(slug)["parameters"]["variables"]
        answer, problems = variables.collect(wanted, namespace)
        assert not problems, problems
    return {"answer": answer, "records": judge(slug, answer)}

def replies(questions):
    found = [reply(one["slug"], one.get("code"), one.get("answer")) for one in json.loads(questions)]
    return json.dumps({"pandas": pandas.__version__, "replies": found})
"""
NODE = """
import { createInterface } from "node:readline";
const [folder, program] = process.argv.slice(2);
const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: folder, stdout: console.error });
await python.loadPackage(["pandas", "localsdg"], { messageCallback: () => {} });
python.runPython(program);
for await (const line of createInterface({ input: process.stdin })) {
  console.log(python.globals.get("replies")(line));
}
"""


def blocks(slug):
    """The code in an exercise's prompt."""
    return "\n".join(
        re.findall(r"```python\n(.*?)```", course.exercise(slug, course=ROOT)["words"]["prompt"], re.S)
    )


def questions():
    for slug in SLUGS:
        starter = (ROOT / "exercises" / slug / "starter.py").read_text(encoding="utf-8")
        yield {"slug": slug, "code": starter}
        yield {"slug": slug, "code": starter + "\n" + blocks(slug)}
        yield {"slug": slug, "code": starter + honest.SOLUTIONS[slug]}
        for path in sorted((ROOT / "exercises" / slug / "samples").glob("*.json")):
            yield {"slug": slug, "answer": json.loads(path.read_text(encoding="utf-8"))["answer"]}


@pytest.fixture(scope="module")
def in_the_browser(tmp_path_factory):
    """The browser's replies to all questions."""
    out = tmp_path_factory.mktemp("live")
    folder = runtime.publish(ROOT, out)
    script = out / "ask.mjs"
    script.write_text(NODE, encoding="utf-8")
    done = subprocess.run(
        [node_program(), script, folder, BOTH],
        input=json.dumps(list(questions())) + "\n",
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def here():
    namespace: dict = {}
    exec(BOTH, namespace)
    return json.loads(namespace["replies"](json.dumps(list(questions()))))


def test_they_are_two_pandas(in_the_browser, here):
    assert (in_the_browser["pandas"][:3], here["pandas"]) == ("2.2", pandas.__version__)
    assert pandas.__version__ >= "3.1"


def test_all_code_and_all_samples_are_asked():
    assert len(SLUGS) == 3
    kinds = [(one["slug"], "code" in one) for one in questions()]
    assert all(kinds.count((slug, True)) == 3 and kinds.count((slug, False)) >= 4 for slug in SLUGS)


def test_the_same_code_gives_the_same_answer_and_the_same_score(in_the_browser, here):
    for question, there, mine in zip(questions(), in_the_browser["replies"], here["replies"], strict=True):
        assert there == mine, question
    ran = [reply for one, reply in zip(questions(), here["replies"], strict=True) if "code" in one]
    earned = [sum(record["earned"] for record in reply["records"]) for reply in ran]
    assert max(earned[0::3]) == 0 and min(earned[2::3]) > 10  # the code to begin with, and what is done
