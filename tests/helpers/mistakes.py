"""An author's mistakes: ``{name: (file, change, how the message begins[, how many problems are named])}``.

A change is ``(old, new)``, the whole new text, a function of the file's bytes, or ``None``: the file is gone.
"""

import re

from small_course import DATA, LESSON, MODULE, QUIZ, edit

PY = QUIZ + "checks.py"
YML = QUIZ + "exercise.yml"
EN = QUIZ + "en.md"
FULL = QUIZ + "samples/full.json"
PACKAGE = DATA + "datapackage.json"
TABLE = DATA + "data/table.csv"
CHECKS = """import re

from localsdg.checks import as_dict, as_list, as_text, check, result, single

single("first", "a")


@check("second")
def second(answer, params):
    more = {}
    BODY
    given = as_list(as_dict(answer, "answers"), "second")
    right, wrong = ("a" in given) + ("b" in given), "c" in given
    share = max(0, right - wrong) / 2
    if wrong:
        return result(share, "extra", option="options.second.c")
    if not right:
        return result(0, "none")
    return result(share, "met" if right == 2 else "missing", **more)
"""


def body(line):
    """``checks.py`` with a line of the author's in line 11."""
    return CHECKS.replace("BODY", line)


def latin(old, new):
    return lambda content: content.decode().replace(old, new, 1).encode("latin-1")


def marked(content):
    return b"\xef\xbb\xbf" + content


def after(text):
    return lambda content: content + text.encode()


def without(pattern):
    return lambda content: re.sub(pattern.encode(), b"", content, count=1)


def above_second(text):
    """A lesson with ``text`` in line 23."""
    return ("## something\n", f"## something\n\n{text}\n")


def apply(path, change):
    if change is None:
        path.unlink()
    elif isinstance(change, tuple):
        edit(path, *change)
    elif isinstance(change, str):
        path.write_text(change, encoding="utf-8")
    else:
        path.write_bytes(change(path.read_bytes() if path.is_file() else b""))


MISTAKES = {
    # ---- checks pass, the page breaks
    "a star in a list": (PY, body("more['x'] = len([*range(3)])"), "exercises/check-first/checks.py:11: this file stops in the browser's Python (SyntaxError: *x must be"),
    "casefold": (PY, body("as_text(answer).casefold()"), "exercises/check-first/checks.py:11: the browser's Python has no .casefold(); write it in another way"),
    "removeprefix where no sample comes": (PY, body("'x'.removeprefix('y') if as_text(answer) == 'sesame' else None"), "exercises/check-first/checks.py:11: the browser's Python has no .removeprefix(); write it in another"),
    "lookahead": (PY, body("re.search('a(?=b)', as_text(answer, 'text'))"), "exercises/check-first/checks.py:11: the browser's Python cannot read the pattern 'a(?=b)'; write it"),
    "a word's edge in a pattern": (PY, body("re.search(r'\\bx', as_text(answer, 'text'))"), "exercises/check-first/checks.py:11: the browser's Python cannot read the pattern '"),
    "letters of other alphabets": (PY, body("first = as_text((as_list(as_dict(answer, 'answers'), 'second') or [''])[0])\n    if first.lower() != first:\n        return result(0, 'none', x=first.lower())"), "exercises/check-first/checks.py:8: check 'second': on an answer with"),
    "a text from its end": (PY, body("more['x'] = 'abc'[::-1]"), "exercises/check-first/checks.py:8: check 'second' stops in the browser's Python (NotImplementedError"),
    "a match statement": (PY, body("match answer:\n        case None:\n            more = {}"), "exercises/check-first/checks.py:11: this file stops in the browser's Python (SyntaxError: invalid sy"),
    "a member that MicroPython lacks": (PY, body("more['x'] = math.dist([1.0], [2.0])").replace("import re", "import math\nimport re"), "exercises/check-first/checks.py:12: the browser's Python has no math.dist; write it in another way."),
    "a name that MicroPython lacks": (PY, body("more['x'] = str(aiter)"), "exercises/check-first/checks.py:11: the browser's Python has no aiter(); write it in another way"),
    "the order of a dict": (PY, body("more['x'] = list({'b': 1, 'a': 2, 'zz': 3, 'q': 1})"), "exercises/check-first/checks.py:8: check 'second': on the sample full.json the page gives details {"),
    "the order of a set": (PY, body("more['x'] = list({'b', 'a', 'c'})"), "exercises/check-first/checks.py:11: the items of a set stand in another order in each run; write sor"),
    "the first of a set": (PY, body("more['x'] = [sign for sign in set(as_text(answer))][:1]"), "exercises/check-first/checks.py:11: the items of a set stand in another order in each run; write sor"),
    "open in a check": (PY, body("open('/etc/hostname')"), "exercises/check-first/checks.py:11: open() has no place in a check; the page has no files: a check g"),
    "round in a check": (PY, body("more['x'] = round(2.675, 2)"), "exercises/check-first/checks.py:11: round() has no place in a check; the two Pythons round a half in"),
    "a clock in a check": (PY, body("more['x'] = str(datetime.date.today())").replace("import re", "import datetime\nimport re"), "exercises/check-first/checks.py:12: today() makes the score depend on the day; write the date into e"),
    "a foreign import": (PY, body("import random"), "exercises/check-first/checks.py:11: checks cannot import 'random': it is missing in the browser's Py"),
    "a name that localsdg.checks lacks": (PY, body("pass").replace("as_list, as_text", "as_list, as_txt"), "exercises/check-first/checks.py:3: localsdg.checks has no 'as_txt'; did you mean as_text? it has: B"),
    "a name that nothing has": (PY, body("more['x'] = as_txt(answer)"), "exercises/check-first/checks.py:11: check 'second' breaks (NameError: name 'as_txt' is not defined)"),
    "a name that stops the file": (PY, after("\nmultipel('x', [])\n"), "exercises/check-first/checks.py:6: this file stops with NameError: name 'multipel' is not defined;"),
    "no Python": (PY, ("single(", "single(("), "exercises/check-first/checks.py:3: this is not Python: '(' was never closed"),
    "a check written twice": (PY, after('single("first", "a")\n'), "exercises/check-first/checks.py:5: check 'first' is written twice; remove one"),
    # ---- sentences
    "a message without a sentence": (EN, ("    missing: something\n", ""), "exercises/check-first/en.md:17: feedback.second.missing is missing; write the sentence for this"),
    "a sentence that nothing says": (EN, ("    missing: something\n", "    missing: something\n    wrong: something\n"), "exercises/check-first/en.md:21: feedback.second.wrong: the check says only: met, none, missing,"),
    "a message misspelt": (EN, ("    none: Choose an answer.", "    non: Choose an answer."), "exercises/check-first/en.md:12: feedback.first.none is missing; write the sentence for this mess", 2),
    "a placeholder misspelt": (EN, ('    extra: "something"', '    extra: "see {optoin}"'), "exercises/check-first/en.md:21: feedback.second.extra: nothing fills {optoin}; with this message"),
    "a placeholder that nothing fills": (EN, ("    met: something", '    met: "see {name}"'), "exercises/check-first/en.md:13: feedback.first.met: nothing fills {name}; with this message the"),
    "sentences of no check": (EN, ("  second:\n    met", "  thrid:\n    met: x\n  second:\n    met"), "exercises/check-first/en.md:17: feedback.thrid: there is no such check; write one of: first, sec"),
    "a key of the front matter misspelt": (EN, ("labels:", "lables: {}\nlabels:"), "exercises/check-first/en.md:4: lables: nobody reads this in the front matter; did you mean labels?"),
    "an empty sentence": (EN, ("    missing: something", '    missing: ""'), "exercises/check-first/en.md:20: feedback.second.missing: write a sentence"),
    # ---- data
    "data: JSON with a comma too many": (PACKAGE, ('"resources": [', '"resources": [,'), "datasets/numbers/datapackage.json:9: this is not JSON: write a value, or remove the comma before it"),
    "data: JSON with a comma too few": (PACKAGE, ('"name": "numbers",', '"name": "numbers"'), "datasets/numbers/datapackage.json:3: this is not JSON: a comma is missing before this place"),
    "data: a key twice": (PACKAGE, ('"temporal": "something"', '"temporal": "a", "temporal": "b"'), "datasets/numbers/datapackage.json:6: 'temporal' stands twice in one object; remove one"),
    "data: a column that is not described": (TABLE, "year,value_percent,more\n2020,1.5,3\n", "datasets/numbers/data/table.csv:1: column 'more' is not described; describe it in datapackage.json"),
    "data: a described column that is not there": (TABLE, "year\n2020\n", "datasets/numbers/data/table.csv:1: column 'value_percent' of datapackage.json is not in this table;"),
    "data: columns in another order": (TABLE, "value_percent,year\n1.5,2020\n", "datasets/numbers/data/table.csv:1: the columns stand in another order; write: year,value_percent"),
    "data: semicolons": (TABLE, "year;value_percent\n2020;1,5\n", "datasets/numbers/data/table.csv:1: the columns are not separated by commas; save the table with com"),
    "data: a row too long": (TABLE, after("2022,1,3\n"), "datasets/numbers/data/table.csv:4: this row has 3 cells; write 2"),
    "data: a value of another type": (TABLE, after("2022,many\n"), "datasets/numbers/data/table.csv:4: column 'value_percent' holds 'many'; write a value of type numbe"),
    "data: no rows": (TABLE, "year,value_percent\n", "datasets/numbers/data/table.csv:1: the table has no rows; run the dataset's build.py"),
    "data: no licence": (PACKAGE, without(r'  "licenses":.*\n'), "datasets/numbers/datapackage.json:1: the file: 'licenses' is missing; write \"licenses\": … ([{name, ti"),
    "data: no credit": (PACKAGE, without(r'  "credit":.*\n'), "datasets/numbers/datapackage.json:1: the file: 'credit' is missing; write \"credit\": … (the line that"),
    "data: no sources": (PACKAGE, without(r'  "sources":.*\n'), "datasets/numbers/datapackage.json:1: the file: 'sources' is missing; write \"sources\": … ([{title}]: w"),
    "data: a column without a meaning": (PACKAGE, without(r', "description": "something in percent"'), "datasets/numbers/datapackage.json:19: resources.0.schema.fields.1: 'description' is missing; write \"de"),
    "data: a number without a unit": (PACKAGE, ('something in percent', "some share"), "datasets/numbers/datapackage.json:19: column 'value_percent': name the unit in its description, with o"),
    "data: an unknown type": (PACKAGE, ('"integer"', '"int"'), "datasets/numbers/datapackage.json:18: resources.0.schema.fields.0.type: there is no 'int'; did you mea"),
    "data: a table that is not there": (PACKAGE, ("data/table.csv", "data/tabel.csv"), "datasets/numbers/datapackage.json:13: there is no data/tabel.csv; mend the path or run the dataset's b"),
    "data: another name than the folder": (PACKAGE, ('"name": "numbers"', '"name": "number"'), "datasets/numbers/datapackage.json:2: the folder is called numbers; write \"name\": \"numbers\""),
    "data: a table without a title": (PACKAGE, without(r'      "title": "something",\n'), "datasets/numbers/datapackage.json:10: resources.0: 'title' is missing; write \"title\": … (what one row"),
    "data: no README": (DATA + "README.md", None, "datasets/numbers/README.md: this file is missing; 'localsdg new dataset NAME' makes all file"),
    "data: a short README": (DATA + "README.md", ("word " * 90, ""), "datasets/numbers/README.md:1: this has 35 words; write more than 100: source, licence, making,"),
    "data: a README without licence": (DATA + "README.md", ("**Licence and credit line:**", "**By:**"), "datasets/numbers/README.md:1: name the licence; write a line '**Licence and credit line:** …'"),
    "data: nothing to know": (DATA + "README.md", ("## What to know", "## Tables"), "datasets/numbers/README.md:1: the page of the data needs a section; write '## What to know' wi"),
    "data: synthetic in one place": (DATA + "README.md", ("# something", "# something, synthetic"), "datasets/numbers/datapackage.json:3: this data is synthetic; say 'synthetic' in its title, too", 3),
    "data: no build.py": (DATA + "build.py", None, "datasets/numbers/build.py: this file is missing; 'localsdg new dataset NAME' makes all file"),
    # ---- encoding
    "Latin-1 in a lesson": (LESSON, latin("something", "\xe9t\xe9"), "modules/m/first/en.md:13: this line is not UTF-8 text (it has the byte E9); save the file"),
    "Latin-1 in en.md": (EN, latin("something", "\xe9t\xe9"), "exercises/check-first/en.md:2: this line is not UTF-8 text (it has the byte E9); save the file"),
    "Latin-1 in checks.py": (PY, lambda content: content + b"# \xe9t\xe9\n", "exercises/check-first/checks.py:5: this line is not UTF-8 text (it has the byte E9); save the file"),
    "Latin-1 in exercise.yml": (YML, lambda content: content + b"# \xe9t\xe9\n", "exercises/check-first/exercise.yml:13: this line is not UTF-8 text (it has the byte E9); save the file"),
    "Latin-1 in a table": (TABLE, lambda content: b"year,value_percent\n2020,\xe9\n", "datasets/numbers/data/table.csv:2: this line is not UTF-8 text (it has the byte E9); save the file"),
    "Latin-1 in a sample": (FULL, latin("everything right", "\xe9t\xe9"), "exercises/check-first/samples/full.json:1: this line is not UTF-8 text (it has the byte E9); save the file"),
    "Latin-1 in module.yml": (MODULE, lambda content: content + b"# \xe9t\xe9\n", "modules/m/module.yml:7: this line is not UTF-8 text (it has the byte E9); save the file"),
    "UTF-16": (LESSON, lambda content: content.decode().encode("utf-16"), "modules/m/first/en.md:1: this file is UTF-16; save it as UTF-8"),
    "a byte order mark in a lesson": (LESSON, marked, "modules/m/first/en.md:1: an invisible byte order mark stands first; save as UTF-8 without"),
    "a byte order mark in exercise.yml": (YML, marked, "exercises/check-first/exercise.yml:1: an invisible byte order mark stands first; save as UTF-8 without"),
    "a byte order mark in a table": (TABLE, marked, "datasets/numbers/data/table.csv:1: an invisible byte order mark stands first; save as UTF-8 without"),
    # ---- only the build said it
    "an unknown role": (LESSON, above_second("{trem}`x`"), "modules/m/first/en.md:27: there is no role {trem}; did you mean term? write one of: term,"),
    "an unknown source": (LESSON, above_second("{cite}`nobody2020`"), "modules/m/first/en.md:27: there is no source 'nobody2020'; add it to book/references.bib"),
    "an empty {cite}": (LESSON, above_second("Some {cite}`` words."), "modules/m/first/en.md:27: {cite} is empty; write {cite}`key`, or remove it"),
    "a {cite} of spaces": (LESSON, above_second("Some {cite}` ` words."), "modules/m/first/en.md:27: {cite} is empty; write {cite}`key`"),
    "a {cite:t} without its text": (LESSON, above_second("Some {cite:t} words."), "modules/m/first/en.md:27: {cite:t} is empty; write {cite:t}`key`"),
    "an empty {term}": (LESSON, above_second("Some {term}`` words."), "modules/m/first/en.md:27: {term} is empty; write {term}`needs assessment`"),
    "a {term} of spaces": (LESSON, above_second("Some {term}` ` words."), "modules/m/first/en.md:27: {term} is empty; write {term}`needs assessment`"),
    "a {term} that leads nowhere": (LESSON, above_second("Some {term}`words <>` more."), "modules/m/first/en.md:27: {term} is empty; write {term}`needs assessment`"),
    "an empty {ref}": (LESSON, above_second("Some {ref}`` words."), "modules/m/first/en.md:27: {ref} is empty; write {ref}`the-name`"),
    "a {ref} that leads nowhere": (LESSON, above_second("Some {ref}`words <>` more."), "modules/m/first/en.md:27: {ref} is empty; write {ref}`the-name`"),
    "an empty {numref}": (LESSON, above_second("Some {numref}` ` words."), "modules/m/first/en.md:27: {numref} is empty; write {numref}`the-name`"),
    "an empty {eq}": (LESSON, above_second("Some {eq}`` words."), "modules/m/first/en.md:27: {eq} is empty; write {eq}`the-name`"),
    "an empty {doc}": (LESSON, above_second("Some {doc}`` words."), "modules/m/first/en.md:27: {doc} is empty; write {doc}`../other-lesson/en`"),
    "a {doc} that leads nowhere": (LESSON, above_second("Some {doc}`words <>` more."), "modules/m/first/en.md:27: {doc} is empty; write {doc}`../other-lesson/en`"),
    "an empty {download}": (LESSON, above_second("Some {download}` ` words."), "modules/m/first/en.md:27: {download} is empty; write {download}`table.csv`"),
    "an empty {sub}": (LESSON, above_second("CO{sub}`` is a gas."), "modules/m/first/en.md:27: {sub} is empty; write {sub}`text`"),
    "an empty {sub} in a prompt": (EN, after("\nCO{sub}`` is a gas.\n"), "exercises/check-first/en.md:29: {sub} is empty; write {sub}`text`"),
    "a link to no page": (LESSON, above_second("[x](../frist/en.md)"), "modules/m/first/en.md:27: there is no '../frist/en.md', seen from this page's folder; did"),
    "a link to no place": (LESSON, above_second("[x](#nowhere)"), "modules/m/first/en.md:27: en.md has no place 'nowhere'; write one of: check-what-you-have-"),
    "a link to no place of another page": (LESSON, above_second("[x](../en.md#nowhere)"), "modules/m/first/en.md:27: en.md has no place 'nowhere'; write one of: m"),
    "a link that is no address": (LESSON, above_second("[x](htp://example.org)"), "modules/m/first/en.md:27: 'htp://example.org' is no address; write https://… or the path o"),
    "a reference to nothing": (LESSON, above_second("{ref}`nowhere`"), "modules/m/first/en.md:27: there is no place 'nowhere'; write (the-name)= above what you me"),
    "a page that is not there": (LESSON, above_second("{doc}`nowhere`"), "modules/m/first/en.md:27: there is no 'nowhere', seen from this page's folder; write for e"),
    "a picture that is not there": (LESSON, above_second("![A bridge](nowhere.png)"), "modules/m/first/en.md:27: there is no picture 'nowhere.png', seen from this page's folder"),
    "a directive misspelt": (LESSON, ("````{admonition} Key", "````{admonitoin} Key"), "modules/m/first/en.md:57: there is no directive {admonitoin}; did you mean admonition? wri"),
    "an exercise's directive misspelt": (LESSON, ("{sdg-exercise}", "{sdg-excercise}"), "modules/m/first/en.md:48: there is no directive {sdg-excercise}; did you mean sdg-exercise"),
    "an option misspelt": (LESSON, (":filter:", ":fliter:"), "modules/m/first/en.md:66: {bibliography} has no option :fliter:; did you mean filter? it t"),
    "an option with a wrong value": (LESSON, (":minutes: 45", ":minutes: many"), "modules/m/first/en.md:69: trainer-notes: minutes is many, but the table's first column sum"),
    "a directive without its argument": (LESSON, ("{sdg-exercise} check-first", "{sdg-exercise}"), "modules/m/first/en.md:48: write behind {sdg-exercise} what it shows"),
    "code that is not closed": (LESSON, ("## Sources", "```python\nx = 1\n\n## Sources"), "modules/m/first/en.md:63: ``` opens here and is not closed before line 68, where another b"),
    "a box that is not closed": (LESSON, ("- something\n````\n\n## Sources", "- something\n\n## Sources"), "modules/m/first/en.md:57: ````{admonition} opens here and is not closed before the heading"),
    "the last fence that is not closed": (LESSON, lambda content: content.rstrip().removesuffix(b"```"), "modules/m/first/en.md:69: ```{trainer-notes} opens here and is not closed; write ``` on a"),
    "a fence inside a fence of as many marks": (LESSON, above_second("```{note}\n```{code-cell} python\n1\n```\n```"), "modules/m/first/en.md:27: ```{note} opens here and is not closed before line 28, where ano"),
    "code that is not Python": (LESSON, ("import plotly.express as px", "import plotly.express as px\nx = ("), "modules/m/first/en.md:32: this is not Python: '(' was never closed"),
    "tags that cannot be read": (LESSON, (":tags: [hide-input]", ":tags: [hide-input"), "modules/m/first/en.md:30: code-cell: :tags: [hide-input cannot be read; write for example"),
    "a heading too deep": (LESSON, ("## something\n", "#### something\n"), "modules/m/first/en.md:25: #### stands below #; write ##"),
    "two titles": (LESSON, ("## something\n", "# something\n"), "modules/m/first/en.md:25: a page has one title; write ## for a section"),
    "no title": (LESSON, ("# something\n", ""), "modules/m/first/en.md:24: the page has no title; write '# Title' as its first heading"),
    "a footnote without text": (LESSON, above_second("Text[^1]"), "modules/m/first/en.md:27: the footnote [^1] has no text; write a line '[^1]: …' below"),
    "a footnote without a mark": (LESSON, above_second("[^1]: Text"), "modules/m/first/en.md:27: no sentence has the mark [^1]; write it where the footnote belon"),
    "a table with a line of too few cells": (LESSON, above_second("| a | b |\n|---|\n| 1 | 2 |"), "modules/m/first/en.md:27: this is no table: its head has 2 cells, the line below 1; make t"),
    "a substitution": (LESSON, above_second("{{ name }}"), "modules/m/first/en.md:27: {{ name }} means nothing here; write the text itself"),
    "an unknown role in a prompt": (EN, after("\n{kdb}`x`\n"), "exercises/check-first/en.md:29: there is no role {kdb}; did you mean kbd? write one of: term, ci"),
    "a link to a page in a prompt": (EN, after("\n[x](../../modules/m/en.md)\n"), "exercises/check-first/en.md:29: the prompt also stands in the notebook, where '../../modules/m/e"),
    "sources: a key twice": ("book/references.bib", "@book{a, title={x}}\n@book{a, title={x}}\n", "book/references.bib:2: 'a' stands twice, here and in line 1; remove one"),
    "sources: a brace too few": ("book/references.bib", "@book{a, title={x}\n\n@book{b, title={x}}\n", "book/references.bib:3: a brace, a quote or a comma is missing in this entry or the one"),
    "sources: no title": ("book/references.bib", "@book{a, year={2020}}\n", "book/references.bib:1: 'a' has no title; write title = {…},"),
    "sources: a day in words": ("book/references.bib", "@book{a, title={x}, checked={28 November}}\n", "book/references.bib:1: 'a': checked is '28 November'; write the day as checked = {2026-11-28}"),
    "sources: a day that does not exist": ("book/references.bib", "@book{a, title={x}, checked={2026-02-30}}\n", "book/references.bib:1: 'a': checked is '2026-02-30'; write the day"),
    "sources: a day to come": ("book/references.bib", "@book{a, title={x}, checked={2126-02-28}}\n", "book/references.bib:1: 'a': checked is 2126-02-28, a day that is still to come"),
    "sources: another mark": ("book/references.bib", "@book{a, title={x}, perishable={soon}}\n", "book/references.bib:1: 'a': perishable is 'soon'; write perishable = {yes}, or leave it out"),
    # ---- nobody said it
    "yml: a key twice": (YML, ("minutes: 3", "minutes: 3\nminutes: 4"), "exercises/check-first/exercise.yml:5: 'minutes' stands twice, here and in line 4; remove one"),
    "a sentence twice": (EN, ("    met: something", "    met: something\n    met: other"), "exercises/check-first/en.md:14: 'met' stands twice, here and in line 13; remove one"),
    "a check named twice": (YML, ("  - {id: second, p", "  - {id: first, points: 0, objective: m-one}\n  - {id: second, p"), "exercises/check-first/exercise.yml:8: id 'first' stands twice, here and in line 7; give one another id"),
    "a question twice": (YML, ("    - {id: second, t", "    - {id: first, type: single, options: [a, b, c]}\n    - {id: second, t"), "exercises/check-first/exercise.yml:12: id 'first' stands twice, here and in line 11; give one another i"),
    "an objective twice": (MODULE, ("  - {id: m-one", "  - {id: m-one, verb: apply}\n  - {id: m-one"), "modules/m/module.yml:3: id 'm-one' stands twice, here and in line 2; give one another id"),
    "a page twice in the contents": ("book/_toc.yml", after("  - file: modules/m/en\n"), "book/_toc.yml:4: modules/m/en stands here 2 times; leave one"),
    "a sample's key twice": (FULL, ('"score": 2', '"score": 1, "score": 2'), "exercises/check-first/samples/full.json:1: 'score' stands twice in one object; remove one"),
    "a picture without words": (LESSON, above_second("![](../../../book/_toc.yml)"), "modules/m/first/en.md:27: the picture has no alternative text; write ![what it shows](…),"),
    "a figure without words": (LESSON, ("*In words:*", "*See:*"), "modules/m/first/en.md:29: the figure is not told in words; write below it: *In words:* wha"),
    "a figure without a source": (LESSON, ("something *something*", "something"), "modules/m/first/en.md:35: the figure's source is missing; end the paragraph *In words:* wi"),
    "HTML that is not closed": (LESSON, above_second('<div class="x">\n\nText'), "modules/m/first/en.md:27: <div> is not closed; write </div>"),
    "HTML that closes nothing": (LESSON, above_second("Text</b>"), "modules/m/first/en.md:27: </b> closes nothing that is open here; remove it"),
    "a comment that is not closed": (LESSON, above_second("<!-- Text"), "modules/m/first/en.md:27: the comment that begins here is not closed; write -->"),
    "a script": (LESSON, above_second("<script>alert(1)</script>"), "modules/m/first/en.md:27: <script> does not run in the book; remove it"),
    "a parameter that nothing reads": (YML, ("parameters:", "parameters:\n  tabels: {}"), "exercises/check-first/exercise.yml:10: parameters: neither the kind nor checks.py reads 'tabels'; did y"),
    "a question without a check": (YML, ("    - {id: second, t", "    - {id: extra, type: number}\n    - {id: second, t"), "exercises/check-first/en.md:5: labels.questions.extra is missing; write it into the front matte", 2),
    "a number where a text belongs": (EN, ("summary: something", "summary: 3"), "exercises/check-first/en.md:3: summary: 3 is not a text; write it in quotes: summary: \"3\""),
    "a yes that is true": (YML, ("options: [a, b, c]}\n    - {id: second", "options: [yes, no]}\n    - {id: second"), "exercises/check-first/exercise.yml:11: no is read as true or false; write \"no\" in quotes", 2),
    "no full sample": (FULL, '{"about": "no answer", "answer": null, "score": 0}', "exercises/check-first/samples: no sample earns all 2 points; write a full answer"),
    "an about of one word": (FULL, ("everything right", "full"), "exercises/check-first/samples/full.json:1: about: say in a few words what this answer is, such as \"the firs"),
    "a short lesson": (LESSON, ("word " * 450, ""), "modules/m/first/en.md:1: the lesson has 94 words; write more than 500, or join it to anot", 2),
    # ---- said in a parser's words
    "yml: a colon in a text": (EN, ("summary: something", "summary: What: this is"), "exercises/check-first/en.md:3: a text with a colon in it stands in quotes; write summary: \"What"),
    "yml: words after a quote": (EN, ("summary: something", 'summary: "What" is it'), "exercises/check-first/en.md:3: words stand after the closing quote; write other quotes around t"),
    "yml: a sign at the start": (EN, ("summary: something", "summary: %5 of all"), "exercises/check-first/en.md:3: a text cannot begin with %; write it in quotes: \"%5 of all\""),
    "yml: a star at the start": (EN, ("summary: something", "summary: *all* of it"), "exercises/check-first/en.md:3: a text cannot begin with * or &; write it in quotes"),
    "yml: indented too far": (YML, ("minutes: 3", "  minutes: 3"), "exercises/check-first/exercise.yml:4: this line does not begin in the same column as those it belongs"),
    "yml: indented too little": (YML, ("  - {id: second, points", " - {id: second, points"), "exercises/check-first/exercise.yml:8: this line does not begin in the same column as those it belongs"),
    "yml: a bracket that is not closed": (YML, ("[m-one]", "[m-one"), "exercises/check-first/exercise.yml:3: the [ that opens here is not closed by ], or a comma or a quote"),
    "yml: a quote that is not closed": (EN, ("summary: something", 'summary: "something'), "exercises/check-first/en.md:3: the quote that opens here is not closed; write a second one at t"),
    "yml: no colon": (YML, ("minutes: 3", "minutes 3"), "exercises/check-first/exercise.yml:4: 'minutes 3' is no 'key: value'; write a colon and a space after"),
    "yml: a tab": (YML, ("  - {id: first, p", "\t- {id: first, p"), "exercises/check-first/exercise.yml:7: a tab stands here; write spaces instead"),
    "yml: a date that does not exist": (EN, ("summary: something", "summary: 2026-13-40"), "exercises/check-first/en.md:3: there is no day 2026-13-40; mend it, or write \"2026-13-40\" in qu"),
    "a field misspelt": (YML, ("minutes: 3", "minuts: 3"), "exercises/check-first/exercise.yml:4: the file: there is no 'minuts' here; did you mean minutes? write"),
    "a field of a question misspelt": (YML, ("type: single,", "type: single, optoins: [a],"), "exercises/check-first/exercise.yml:11: parameters.questions.0: there is no 'optoins' here; did you mean"),
    "an unknown type of question": (YML, ("type: single", "type: singel"), "exercises/check-first/exercise.yml:11: parameters.questions.0.type: there is no 'singel'; did you mean"),
    "an id with a capital": (YML, ("- {id: first, points", "- {id: First, points"), "exercises/check-first/exercise.yml:7: checks.0.id: 'First' has other signs than small letters, digits"),
    "a text as points": (YML, ("points: 2\n", "points: two\n"), "exercises/check-first/exercise.yml:5: points: 'two' is not a number; write a number"),
    "no objectives": (LESSON, ("objectives: [m-one]", "objectives: []"), "modules/m/first/en.md:5: lesson.objectives: this has 0; write at least 1"),
    "a text as minutes": (LESSON, ("read: 5", "read: five"), "modules/m/first/en.md:6: lesson.minutes.read: 'five' is not a whole number; write a whole"),
    "no front matter": (LESSON, ("---\n", ""), "modules/m/first/en.md:1: begin the file with a front matter between two lines '---'"),
    "a front matter that is not closed": (EN, ("---\nsomething", "--\nsomething"), "exercises/check-first/en.md:1: the front matter is not closed; write a line '---' below its las"),
    "no en.md": (EN, None, "exercises/check-first/en.md: this file is missing; write it (CONTRIBUTING.md has the recipe)"),
    "no module.yml": (MODULE, None, "modules/m/module.yml: this file is missing; 'localsdg new module NAME' makes all files"),
    "contents that cannot be read": ("book/_toc.yml", ("chapters:", "chapters: ["), "book/_toc.yml:3: the [ that opens here is not closed by ], or a comma or a quote"),
    "a sample that is a list": (FULL, "[1]", "exercises/check-first/samples/full.json:1: the file: [1] is not 'key: value' pairs; write 'key: value' pair"),
    "a key of the contents misspelt": ("book/_toc.yml", ("sections:", "section:"), "book/_toc.yml:5: there is no 'section' here; did you mean sections?"),
    "no contents": ("book/_toc.yml", None, "book/_toc.yml: this file is missing"),
    "no words of the interface": ("book/en/interface.yml", None, "book/en/interface.yml: this file is missing"),
    "no schema": ("exercises/schema.json", None, "exercises/schema.json: this file is missing"),
    "settings of the book that cannot be read": ("_config.yml", "title: [x\n", "_config.yml:1: the [ that opens here is not closed by ]"),
    "an exercise shown twice": (LESSON, ("```{sdg-exercise} check-first\n```", "```{sdg-exercise} check-first\n```\n\n```{sdg-exercise} check-first\n```"), "modules/m/first/en.md:48: exercise 'check-first' is shown 2 times; show it once"),
    "an invisible sign in a lesson": (LESSON, lambda content: content.replace(b"## something", b"## some\x00thing", 1), "modules/m/first/en.md:25: an invisible sign U+0000 stands in this line; remove it"),
    "an invisible sign in checks.py": (PY, lambda content: content + b"\x00", "exercises/check-first/checks.py:5: an invisible sign U+0000"),
    "a list of sentences": (EN, ("feedback:\n", "feedback:\n  - x\nfeedbak:\n"), "exercises/check-first/en.md:11: feedback: ['x'] is not 'key: value' pairs"),
    "a text of labels": (EN, ("labels:\n", "labels: x\nlabelz:\n"), "exercises/check-first/en.md:4: labels: 'x' is not 'key: value' pairs"),
    "a text of objectives": ("modules/m/en.md", "---\nobjectives: x\n---\n# M\n", "modules/m/en.md:2: objectives: 'x' is not 'key: value' pairs"),
    "bold that ends in a full-width stop": (LESSON, above_second("词**强调。**文字"), "modules/m/first/en.md:27: here ** stays as it is: beside a sign such as 。"),
    "a formula that is not closed": (LESSON, above_second("$$\nx = 1"), "modules/m/first/en.md:27: the formula that begins here is not closed"),
    "an empty exercise.yml": (YML, "", "exercises/check-first/exercise.yml:1: the file: None is not 'key: value' pairs"),
    "a score in quotes": (FULL, ('"score": 2', '"score": "2"'), "exercises/check-first/samples/full.json:1: score: '2' is not a number"),
    "a check of a sample misspelt": (FULL, ('"score": 2', '"score": 2, "checks": {"frist": 1}'), "exercises/check-first/samples/full.json:1: there is no check 'frist'"),
    # ---- what a lesson, an exercise and a module lack
    "missing field": (YML, ("minutes: 3\n", ""), "exercises/check-first/exercise.yml:1: the file: 'minutes' is missing; write 'minutes: …' (a learner's"),
    "unknown field": (YML, ("minutes: 3", "minuts: 3\nminutes: 3"), "exercises/check-first/exercise.yml:4: the file: there is no 'minuts' here; did you mean minutes? write"),
    "wrong type": (YML, ("points: 2", "points: two"), "exercises/check-first/exercise.yml:5: points: 'two' is not a number; write a number"),
    "broken yaml": (YML, ("minutes: 3", "minutes: [3"), "exercises/check-first/exercise.yml:4: the [ that opens here is not closed by ], or a comma or a quote"),
    "unknown kind": (YML, ("kind: choice", "kind: riddle"), "exercises/check-first/exercise.yml:2: kind: there is no 'riddle'; write one of: allocation, board, cho"),
    "unknown module": (YML, ("module: m", "module: n"), "exercises/check-first/exercise.yml:1: module: there is no 'n'; write one of: m"),
    "unknown objective": (YML, ("objectives: [m-one]", "objectives: [m-two]"), "exercises/check-first/exercise.yml:3: objective 'm-two' is not in m/module.yml; add it there or use on", 2),
    "points that do not add up": (YML, ("points: 2", "points: 9"), "exercises/check-first/exercise.yml:5: points: 9, but the checks sum to 2; write points: 2"),
    "parameters of another kind": (YML, ("type: single", "type: triple"), "exercises/check-first/exercise.yml:11: parameters.questions.0.type: there is no 'triple'; did you mean"),
    "unknown dataset": (YML, ("points: 2", "datasets: [nowhere]\npoints: 2"), "exercises/check-first/exercise.yml:5: there is no dataset 'nowhere'; write one of: numbers"),
    "unknown table": (YML, ("parameters:", "parameters:\n  tables: {t: numbers/nothing}"), "exercises/check-first/exercise.yml:10: tables: dataset 'numbers' has no table 'nothing'; write one of:"),
    "an exercise without a title": (EN, ("title: something\n", ""), "exercises/check-first/en.md:1: title is missing; write 'title: …' into the front matter"),
    "an exercise without front matter": (EN, ("---\n", ""), "exercises/check-first/en.md:1: begin the file with a front matter between two lines '---'"),
    "no sentence for a check": (EN, ("  second:\n    met: something\n    none", "  sec:\n    none"), "exercises/check-first/en.md:11: feedback.second is missing; write a sentence for each message th", 2),
    "check not written": (PY, ("multiple(\"second\", [\"a\", \"b\"])\n", ""), "exercises/check-first/checks.py:1: check 'second' is named in exercise.yml but not written here; wr"),
    "check not named": (PY, ("\"second\"", "\"third\""), "exercises/check-first/exercise.yml:6: check 'third' is written in checks.py but not named here; add it", 2),
    "check with a foreign import": (PY, ("single(", "import pandas\nsingle("), "exercises/check-first/checks.py:3: checks cannot import 'pandas': it is missing in the browser's Py"),
    "check that is not Python": (PY, ("single(", "single(("), "exercises/check-first/checks.py:3: this is not Python: '(' was never closed"),
    "sample with another score": (FULL, ("\"score\": 2", "\"score\": 1"), "exercises/check-first/samples/full.json:1: this answer scores 2, not 1; mend the check or write \"score\": 2"),
    "sample without a score": (FULL, ("\"score\": 2", "\"points\": 2"), "exercises/check-first/samples/full.json:1: the file: 'score' is missing; write \"score\": … (the points it mu", 2),
    "sample that is no JSON": (FULL, ("{", ""), "exercises/check-first/samples/full.json:1: this is not JSON: the value ends before this place; remove what"),
    "lesson shows an unknown exercise": (LESSON, ("{sdg-exercise} check-first", "{sdg-exercise} check-frist"), "modules/m/first/en.md:48: there is no exercise 'check-frist'; write one of: check-first"),
    "lesson with an unknown objective": (LESSON, ("[m-one]", "[m-two]"), "modules/m/first/en.md:5: objective 'm-two' is not in module.yml; write one of: m-one"),
    "lesson whose minutes do not add up": (LESSON, ("exercises: 3", "exercises: 30"), "modules/m/first/en.md:6: minutes.exercises is 30, but the lesson's exercises need 3; writ", 2),
    "lesson loads an unknown dataset": (LESSON, ("import plotly", "data.load('nope')\nimport plotly"), "modules/m/first/en.md:31: there is no dataset 'nope'; write one of: numbers"),
    "unknown prerequisite": (LESSON, ("prerequisites: []", "prerequisites: [zero]"), "modules/m/first/en.md:7: prerequisite 'zero' is no lesson; write a lesson's folder of thi"),
    "objective nothing teaches": (MODULE, ("minutes", "  - {id: m-two, verb: apply}\nminutes"), "modules/m/module.yml:3: objective 'm-two' is taught by no lesson; name it in a lesson's", 3),
    "objective without an exercise": (MODULE, ("minutes", "  - {id: m-two, verb: apply}\nminutes"), "modules/m/module.yml:3: objective 'm-two' has no exercise; name it at a check or rubric", 3),
    "objective without words": (MODULE, ("minutes", "  - {id: m-two, verb: apply}\nminutes"), "modules/m/en.md:2: objectives.m-two is missing; write the sentence that says what a", 3),
    "verb that is not Bloom's": (MODULE, ("understand", "ponder"), "modules/m/module.yml:2: objectives.0.verb: there is no 'ponder'; write one of: remember,"),
    "prerequisite in another module that is not there": (LESSON, ("prerequisites: []", "prerequisites: [n/zero]"), "modules/m/first/en.md:7: prerequisite 'n/zero' is no lesson; write a lesson's folder of t"),
    "reading minutes that do not fit the words": (LESSON, ("read: 5", "read: 12"), "modules/m/first/en.md:6: minutes.read is 12, but the text needs 5 (words: 544, at 150 a m", 2),
    "module whose minutes do not add up": (MODULE, ("minutes: 8", "minutes: 80"), "modules/m/module.yml:3: minutes is 80, but the lessons' minutes sum to 8; write minutes:"),
    "session whose minutes do not add up": (LESSON, (":minutes: 45", ":minutes: 60"), "modules/m/first/en.md:69: trainer-notes: minutes is 60, but the table's first column sums"),
    "shortest session of rows that are not there": (LESSON, ("least: [2]", "least: [2, 3]"), "modules/m/first/en.md:10: session.least: the notes' table has no row 3; write numbers from 1"),
    "shortest session out of order": (LESSON, ("least: [2]", "least: [2, 1]"), "modules/m/first/en.md:10: session.least: write the rows in their order: [1, 2]"),
    "session for an audience that matters too much": (LESSON, ("elected: 2", "elected: 4"), "modules/m/first/en.md:9: lesson.session.audience.elected: 4 is too large; write at most 3"),
    "room that nobody knows": (LESSON, ("[tables]", "[table]"), "modules/m/first/en.md:11: lesson.session.room.0: there is no 'table'; did you mean tables? write"),
    "lesson that the planner does not know": (LESSON, lambda text: b"\n".join(line for line in text.split(b"\n") if not line.startswith((b"  session", b"    "))), "modules/m/first/en.md:4: lesson.session is missing; write session: with audience, least, room"),
    "session without minutes": (LESSON, (":minutes: 45\n", ""), "modules/m/first/en.md:69: trainer-notes: minutes is None, but the table's first column sum"),
    "session with a row without minutes": (LESSON, ("| 30 |", "| later |"), "modules/m/first/en.md:69: trainer-notes: 'later' is no number; write a table whose first c"),
    "session without a table": (LESSON, ("|---|---|\n", ""), "modules/m/first/en.md:69: trainer-notes: there is no table; write a table whose first colu"),
    "lesson without a figure": (LESSON, ("px.bar(", "data = dict("), "modules/m/first/en.md:1: the lesson has no figure; write a ```{code-cell} that loads data"),
    "lesson without a case": (LESSON, (":class: lsdg-case", ":class: lsdg-example"), "modules/m/first/en.md:1: the lesson lacks a worked case: ````{admonition} Worked case: …"),
    "lesson without questions for the own place": (LESSON, (":class: lsdg-town", ":class: lsdg-twon"), "modules/m/first/en.md:1: the lesson lacks questions for the reader's own place: ````{admo"),
    "lesson without key points": (LESSON, (":class: lsdg-key", ":class: tip"), "modules/m/first/en.md:1: the lesson lacks the key points: ````{admonition} Key points wit"),
    "lesson without its knowledge check": (LESSON, ("```{sdg-exercise} check-first\n```", ""), "modules/m/first/en.md:1: the lesson has no knowledge check; make it with 'localsdg new ex", 4),
    "lesson without sources": (LESSON, ("## Sources", "## Reading"), "modules/m/first/en.md:1: the lesson's sources are missing; end its text with '## Sources'"),
    "sources without a list": (LESSON, ("{bibliography}", "{note}"), "modules/m/first/en.md:63: the lesson's sources are missing; end its text with '## Sources'", 2),
    "lesson without notes": (LESSON, ("{trainer-notes}", "{note}"), "modules/m/first/en.md:1: the lesson has 0 blocks of trainer's notes; write one ```{traine", 4),
    "notes without a group": (LESSON, (":group: something\n", ""), "modules/m/first/en.md:69: trainer-notes: group is missing; write ':group: …'"),
    "notes without materials": (LESSON, (":materials: something\n", ""), "modules/m/first/en.md:69: trainer-notes: materials is missing; write ':materials: …'"),
    "notes without a debrief": (LESSON, ("**Debrief.**", "Debrief:"), "modules/m/first/en.md:69: trainer-notes: write a paragraph '**Debrief.** …'"),
    "page that does not exist": ("book/_toc.yml", ("modules/m/first/en", "modules/m/last/en"), "book/_toc.yml:6: modules/m/last/en.md does not exist; write it or remove the line", 2),
    "lesson missing in the contents": ("book/_toc.yml", ("modules/m/first/en", "modules/m/last/en"), "book/_toc.yml:1: modules/m/first/en is not in the table of contents; add '- file:", 2),
}  # fmt: skip
