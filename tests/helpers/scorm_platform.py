"""A platform that plays packages, as `localsdg scorm --try` shows it: npm's scorm-again with Moodle's limits."""

import itertools
import json
from contextlib import contextmanager

from localsdg import checks
from localsdg.judge import judge_all
from localsdg.records import rounded
from localsdg_build.scorm.make import counted

_LEARNERS = itertools.count(1)
READY = ".lsdg-exercise:not([data-ready])"
DRAWN = 500  # ms: longer than the bar waits (TYPED in bar.js), so what it says is of now


class Platform:
    """One browser's page of it. ``lesson``: the frame of the lesson that is open.

    ``learner``: called like nobody else where none is named, for what a page keeps when it closes may stay in
    a context that is lent again.
    """

    def __init__(self, context, address, learner="", kept=None):
        self.learner = learner or f"Anna {next(_LEARNERS)}"
        self.page = context.new_page()
        self.page.goto(address)
        self.page.wait_for_selector("body[data-ready]")
        self.page.fill("#learner", self.learner)
        if kept:
            self.page.evaluate("kept => Object.assign(localStorage, kept)", kept)

    def open(self, title):
        """Open the lesson of this title: in a package of its own, the first that has it."""
        self.page.select_option("#lesson", self.value_of(title))
        self.page.evaluate("tryout.open()")
        return self.wait()

    def value_of(self, title):
        return self.page.locator("#lesson option", has_text=title).first.get_attribute("value")

    def wait(self):
        self.page.wait_for_function(
            "() => { const page = document.querySelector('#frame').contentDocument;"
            " return page.querySelector('.lsdg-scorm') && page.querySelector('.lsdg-hand-in[data-ready]')"
            f" && !page.querySelector('{READY}'); }}"
        )
        self.lesson = next(one for one in self.page.frames if one != self.page.main_frame)
        self.drawn()
        return self.lesson

    def drawn(self):
        """Let the bar say what is: it is drawn a little after something has changed."""
        self.lesson.evaluate(f"() => new Promise((go) => setTimeout(go, {DRAWN}))")

    def close(self):
        self.page.evaluate("tryout.close()")

    def kept(self):
        """What the platform has stored, without what the lessons keep on this device."""
        return self.page.evaluate(
            "learner => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('tryout:')"
            " && key.endsWith(`:${learner}`)))",
            self.learner,
        )

    def values(self):
        """What the open lesson has told, as it was stored: ``{"cmi.…": value}``."""
        return json.loads(self.page.evaluate("localStorage.getItem(tryout.key())") or "{}")

    def settled(self):
        """Wait until the platform has all of the work."""
        self.drawn()
        self.lesson.wait_for_function(
            "() => document.querySelector('.lsdg-scorm-kept').textContent.startsWith('The platform has your work')"
        )

    def told(self):
        return self.page.evaluate("tryout.told.splice(0)")

    def refused(self):
        return self.page.evaluate("tryout.refused")

    def fails(self, how):
        self.page.evaluate("how => { tryout.fails = how; }", how)


def answer(lesson, answers):
    """Give these answers, as if they came from the widgets, and check each that can be checked."""
    for slug, given in answers.items():
        write(lesson, slug, given)
    lesson.evaluate(
        """async (slugs) => {
          for (const slug of slugs) {
            const button = document.querySelector(`#exercise-${slug} .lsdg-check`);
            if (!button) continue;
            const before = performance.getEntriesByName("lsdg-checked").length;
            button.click();
            while (performance.getEntriesByName("lsdg-checked").length === before) await new Promise((go) => setTimeout(go, 5));
          }
        }""",
        list(answers),
    )


def write(lesson, slug, given):
    lesson.evaluate(
        """([slug, text]) => {
          const section = document.querySelector(`#exercise-${slug} script.lsdg-spec`);
          localStorage.setItem(`localsdg-version:${slug}`, JSON.stringify(JSON.parse(section.textContent).version));
          localStorage.setItem(`localsdg:${slug}`, text);
          dispatchEvent(new StorageEvent("storage", { key: `localsdg:${slug}`, newValue: text }));
        }""",
        [slug, json.dumps(given)],
    )


def answers_in(lesson, slugs):
    """What the lesson's page holds."""
    texts = lesson.evaluate(
        "slugs => slugs.map((slug) => localStorage.getItem(`localsdg:${slug}`))", list(slugs)
    )
    return {slug: json.loads(text or "null") for slug, text in zip(slugs, texts, strict=True)}


def percent(root, module, lesson, answers):
    """The grader's points for these answers, in percent of the lesson's."""
    score = worth = 0
    for slug in counted(root, module, lesson):
        public, hidden = judge_all(slug, answers[slug])
        score += checks.total(public + hidden)
        worth += sum(record["points"] for record in public + hidden)
    return rounded(100 * score / worth)


@contextmanager
def blocked_storage(context):
    """Lessons in this context may keep nothing on the device; the platform can."""
    context.add_init_script(
        "if (window !== top) Object.defineProperty(window, 'localStorage',"
        " { configurable: true, get() { throw new Error('forbidden'); } })"
    )
    yield context
