"""Each page's Content-Security-Policy names what the build put into it, and nothing else."""

import base64
import hashlib

import pytest

from localsdg_build.book.content_policy import policy, with_policy


def sha(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_an_inline_script_counts_by_its_hash_and_data_needs_none():
    page = (
        "<head><title>x</title><script>\n  go();\n</script>"
        '<script type="application/json">{"a": 1}</script><script defer src="site.js"></script></head>'
    )
    scripts = policy(page).split("; ")[1]
    assert scripts == "script-src 'self' " + sha("\n  go();\n")


def test_python_is_allowed_where_answers_are_checked():
    page = '<head></head><script type="module" src="../_exercises/host.js?v=1"></script>'
    assert "'wasm-unsafe-eval'" in policy(page)
    assert "wasm" not in policy("<head></head>") and "unsafe-eval'" not in policy("<head></head>")


def test_it_comes_before_all_that_it_rules():
    made = with_policy('<!DOCTYPE html><html><head>\n <meta charset="utf-8"><script>x</script></head></html>')
    assert made.index("Content-Security-Policy") < made.index("charset") < made.index("<script>")


def test_a_page_without_head_is_told():
    with pytest.raises(ValueError):
        with_policy("<p>")
