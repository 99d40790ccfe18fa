"""The course's menu: each module's lessons fold, and the module that the reader is in is open."""

from localsdg_build.book.menu import folding

LIST = """<p class="caption" role="heading"><span class="caption-text">The course</span></p>
<ul class="current">
<li class="toctree-l1"><a class="reference internal" href="../use.html">How to use it</a></li>
<li class="toctree-l1"><a class="reference internal" href="../1/en.html">Rights &amp; Goals</a><ul>
<li class="toctree-l2"><a class="reference internal" href="../1/a/en.html">The 2030 Agenda</a></li>
</ul>
</li>
<li class="toctree-l1 current"><a class="reference internal" href="../en.html">Monitoring</a><ul>
<li class="toctree-l2 current"><a class="current reference internal" href="#">Why report?</a></li>
</ul>
</li>
<li class="toctree-l1"><a class="reference internal" href="../about.html">About</a></li>
</ul>
"""


def test_each_module_has_a_button_of_its_own_and_only_the_reader_s_is_open():
    text = folding(LIST, "Lessons of")
    assert text.count('class="lsdg-fold') == 2, "a page without lessons has nothing to fold"
    named = 'aria-expanded="{}" id="{}-fold" aria-label="Lessons of" aria-labelledby="{}-fold {}"'
    for is_open, link in (("false", "menu-module-1"), ("true", "menu-module-2")):
        assert named.format(is_open, link, link, link) in text
    assert 'href="../en.html" id="menu-module-2">Monitoring</a>' in text


def test_the_current_page_says_so_and_a_caption_is_no_heading():
    text = folding(LIST, "Lessons of")
    assert 'href="#" aria-current="page">Why report?' in text
    assert text.count("aria-current") == 1
    assert 'role="heading"' not in text
