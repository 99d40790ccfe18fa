"""The questions *In your municipality*, as a notebook asks them."""

from localsdg_build import inputs, town_questions

LESSON = """# A lesson

- no question of the town?

````{admonition} In your municipality
:class: lsdg-town

- Who reads the {term}`report <annual report>` {cite}`somebody2020`
  of [last year](../other/en.md)?
- And *who* does not?
````

````{admonition} Key points
:class: lsdg-key

- A point.
````
"""


def test_questions_are_read_without_what_a_notebook_cannot_show():
    assert town_questions.questions(LESSON) == [
        "Who reads the report of last year?",
        "And *who* does not?",
    ]
    assert town_questions.questions("# A lesson\n") == []


def test_an_exercise_says_that_it_takes_notes():
    assert town_questions.takes_notes({"parameters": {"notes": True}})
    assert not town_questions.takes_notes({"parameters": {}}) and not town_questions.takes_notes({})


def test_a_changed_question_changes_what_is_downloaded():
    """A build that looks at a lesson's frame alone must see it: the module's notebook asks it as well."""
    frame = inputs.frame(LESSON.encode())
    assert inputs.frame(LESSON.replace("And *who*", "Who else").encode()) != frame
    assert inputs.frame(LESSON.replace("A point", "Another").encode()) == frame
