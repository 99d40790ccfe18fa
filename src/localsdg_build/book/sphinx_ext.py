"""The Sphinx extension of the book: exercises, at-a-glance boxes, figures, and the files pages load.

It talks to Sphinx alone, so that the book's engine can change without a change to any page.
Each line of ``setup`` names the module that does the work.
"""

import contextlib
from typing import Any

from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import execute
from localsdg_build.book import (
    agenda_page,
    alignment_page,
    assets,
    atlas_directive,
    badge_page,
    before_after,
    citations,
    code_below,
    compiled_templates,
    content_policy,
    credits,
    dataset_directive,
    drawing_directive,
    english_titles,
    exercise_directives,
    forms_page,
    glance,
    glossary_directive,
    goal_cards_directive,
    goal_codes,
    goals_directive,
    languages,
    made_of,
    module_signs,
    my_work,
    offline_pages,
    pack_note,
    pages,
    publisher_words,
    recall,
    search_page,
    slide_directive,
    sphinx_words,
    structured_data,
    term_notes,
    top_sections,
    town_notes,
    trainer_notes,
    untranslated,
)
from localsdg_build.words import interface


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    exercise_directives.register(app)
    for part in (trainer_notes, recall, drawing_directive, dataset_directive, goals_directive):
        part.register(app)
    for part in (compiled_templates, slide_directive, goal_cards_directive, glossary_directive):
        part.register(app)
    atlas_directive.register(app)
    alignment_page.register(app)
    for room in (my_work, agenda_page, forms_page, before_after, badge_page):
        room.register(app)
    top_sections.register(app)
    made_of.register(app)
    offline_pages.register(app)
    untranslated.register(app)
    code_below.register(app)
    search_page.register(app)
    publisher_words.register(app)
    module_signs.register(app)
    for name in ("site.js", "menu.js"):
        app.add_js_file(name, loading_method="defer")
    citations.register(app)
    # Jupyter Book sets it for an extension that this book does not load.
    app.add_config_value("comments_config", {}, "")
    # Whether the book has Python for the browser beside its pages (`localsdg_build.live`).
    app.add_config_value("lsdg_live", False, "env")
    # The new book is a copy of the last, in which only sentences changed: what pages load is there.
    app.add_config_value("lsdg_only_texts", False, "")
    app.connect("config-inited", _speak)
    app.connect("config-inited", sphinx_words.speak)
    app.connect("builder-inited", _read_in_parallel)
    app.connect("builder-inited", assets.copy_static)
    app.connect("builder-inited", content_policy.add_to_pages)
    app.connect("env-before-read-docs", execute.before_reading)
    app.connect("env-before-read-docs", _know_exercises)
    app.connect("source-read", _tell)
    app.connect("doctree-read", untranslated.mark)
    app.connect("doctree-read", glance.insert)
    app.connect("doctree-read", credits.mark)
    app.connect("doctree-read", town_notes.add)
    app.connect("doctree-read", term_notes.note)
    app.connect("doctree-read", goal_codes.mark)
    app.connect("html-page-context", pages.add_context, priority=900)
    app.connect("html-page-context", languages.add_context)
    app.connect("html-page-context", pack_note.add_context)
    app.connect("html-page-context", english_titles.mark_index)
    app.connect("html-page-context", structured_data.add_context)
    app.connect("build-finished", assets.write_exercise_files)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _speak(app, config):
    """Extensions say what ``interface.yml`` says."""
    words = interface(config.language)
    config.nb_code_prompt_show = words["code_show"]
    config.nb_code_prompt_hide = words["code_hide"]
    config.html_static_path.append(str(course.root() / "book" / "static" / "site"))


def _read_in_parallel(app):
    """sphinx-external-toc loads an extension that does not say whether pages may be read in parallel.

    It numbers chapters after all pages are read, and this book numbers nothing.
    Reading in parallel halves a cold build.
    """
    if numbering := app.extensions.get("sphinx_multitoc_numbering"):
        numbering.parallel_read_safe = True


def _tell(app, docname, source):
    """Progress: a cold build runs the code of every lesson, which takes its time."""
    print(f"  {docname}", flush=True)


def _know_exercises(app, env, docnames):
    """Most pages ask for the settings of all exercises: they are read before processes are forked."""
    for slug in course.exercise_ids():
        with contextlib.suppress(course.CourseError):  # the page that shows it says so
            course.read_yaml(course.root() / "exercises" / slug / "exercise.yml")
