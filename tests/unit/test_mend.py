"""What a page's HTML says after it was mended."""

from localsdg_build.book.mend import mend


def test_the_title_of_a_box_is_a_heading_below_the_one_it_stands_under():
    box = '<div class="admonition"><p class="admonition-title">Key points</p><p>One.</p></div>'
    told = mend(f"<h1>Lesson</h1>{box}<h2>Part</h2><p>Text</p>{box}<h4>Deep</h4>{box}")
    levels = [part[0] for part in told.split('role="heading" aria-level="')[1:]]
    assert levels == ["2", "3", "5"] and told.count(">Key points</p>") == 3
