"""Markup that would run, or fetch something, in a page that shows it. Each tells its own number if it does.

``PAYLOADS``: ``{name: text}`` in which ``RUN`` stands for a script's statement and ``URL`` for an address.
"""

PAYLOADS = {
    "script": "<script>RUN</script>",
    "script closed early": "</pre></div></textarea></title><script>RUN</script>",
    "style closed early": "</style><script>RUN</script>",
    "comment closed early": "--><script>RUN</script>",
    "image that fails": "<img src=x onerror=RUN>",
    "image from outside": "<img src=URL>",
    "image in Markdown": "![x](URL)",
    "image by reference": "![x][y]\n\n[y]: URL",
    "image of SVG": "![x](data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='RUN'/%3E)",
    "svg": "<svg onload=RUN></svg>",
    "svg with a script": "<svg><script>RUN</script></svg>",
    "math with a link": "<math><a xlink:href='javascript:RUN'>click</a></math>",
    "frame": "<iframe srcdoc='<script>parent.RUN</script>' src=URL></iframe>",
    "object": "<object data=URL></object><embed src=URL>",
    "link to a script": "[click](javascript:RUN)",
    "link in large letters": "[click](JaVaScRiPt:RUN)",
    "link with a tab": "[click](java\tscript:RUN)",
    "link in entities": "[click](&#106;avascript&#58;RUN)",
    "link by reference": "[click]\n\n[click]: javascript:RUN",
    "link in angle brackets": "<javascript:RUN>",
    "link of data": "[click](data:text/html,<script>RUN</script>)",
    "HTML link": "<a href='javascript:RUN'>click</a>",
    "vbscript": "[click](vbscript:RUN)",
    "title of a link": "[click](https://example.org \"x' onmouseover='RUN' \")",
    "entities": "&lt;script&gt;RUN&lt;/script&gt;",
    "half a tag": "<script\n>RUN</script\n>",
    "tag with a slash": "<img/src='x'/onerror=RUN>",
    "details": "<details open ontoggle=RUN><summary>x</summary></details>",
    "form": "<form action=URL><button autofocus onfocus=RUN>click</button></form>",
    "base": "<base href=URL/>",
    "refresh": "<meta http-equiv=refresh content='0;url=URL'>",
    "style sheet": "<link rel=stylesheet href=URL><style>@import 'URL'; * {background: url(URL)}</style>",
    "TeX with a link": "$\\href{javascript:RUN}{click}$ and \\\\(\\href{javascript:RUN}{click}\\\\)",
    "TeX with a style": "$$\\style{background:url(URL)}{x} \\class{a}{x} \\cssId{b}{x} \\require{html}$$",
    "TeX over lines": "\\begin{equation}\\\\\\href{javascript:RUN}{click}\\end{equation}",
    "code in backquotes": "`<img src=x onerror=RUN>` and\n\n```html\n<script>RUN</script>\n```",
    "template": "{{ RUN }} {% raw %}${RUN} <%= RUN %>",
    "terminal signs": "\x1b[31m<script>RUN</script>\x1b[0m\x1b]8;;javascript:RUN\x07click\x1b]8;;\x07",
    "turned writing": "\u202e<script>RUN</script>\u2066\u200b",
    "broken letters": "<scr\x00ipt>RUN</script>\ufeff",
}


def filled(number, text):
    """A payload with its own number in what it runs and fetches."""
    statement = f"(window.ran=window.ran||[]).push({number})"
    return text.replace("RUN", statement).replace("URL", f"http://127.0.0.1:9/payload-{number}")
