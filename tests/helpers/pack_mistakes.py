"""Mistakes in the example of a country pack, and what the check says of each."""

from small_course import edit

LESSON = "2-territorial-planning/leaving-no-one-behind"
LESSONS_FILE, CASE = f"lessons/{LESSON}.md", "cases/3-monitoring-reporting/reporting-roadmap.md"
TABLE = "datasets/marendia-internet-synthetic/"
DESCRIBED = TABLE + "datapackage.json"


def without(name):
    return lambda folder: (folder / name).unlink()


def changed(name, old, new):
    return lambda folder: edit(folder / name, old, new)


def added(name, content):
    def write(folder):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")

    return write


def no_dataset(folder):
    settings = folder / "pack.yml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\ndataset:")[0], encoding="utf-8")


# One mistake a line: what is spoiled in the example, and what must be said.
MISTAKES = {
    "no settings": (without("pack.yml"), "pack.yml:None: this file is missing; write it with a line 'country: NAME'"),
    "no YAML": (changed("pack.yml", "country: Marendia", "country: [Marendia"), "this is not valid YAML"),
    "an unknown key": (changed("pack.yml", "reporting_year", "report_year"), "pack.yml:5: the file: there is no 'report_year' here; did you mean reporting_year?"),
    "no country": (changed("pack.yml", "country: Marendia\n", ""), "'country' is missing; write 'country: …' (the country's name"),
    "a year that no planner has": (changed("pack.yml", "2029", "2050"), "pack.yml:5: reporting_year: 2050 is no year of the exercise reporting-roadmap; write one from 2027 to 2035"),
    "a folder mistyped": (added("case/x.md", "x"), "case:None: a pack has no 'case'; did you mean cases?"),
    "a gap": (changed("terms.yml", "municipal houses", "<<your word>>"), "terms.yml:3: write this: <<your word>>"),
    "a term that stands nowhere": (changed("terms.yml", "town halls:", "town hells:"), "terms.yml:3: the term 'town hells' stands nowhere"),
    "a number as a term": (changed("terms.yml", "municipal houses", "12"), "terms.yml:3: town halls: 12 is not a text; write a text in quotes"),
    "a competence that is none": (changed("competences.yml", "m3-roadmap", "m3-roadmaps"), "competences.yml:2: there is no competence 'm3-roadmaps'; did you mean m3-roadmap?"),
    "a case without a source": (changed(CASE, "source: Made", "sauce: Made"), f"{CASE}:2: the case has no source; write 'source: …' (where its facts are from)"),
    "a case of no lesson": (added("cases/3-monitoring-reporting/roadmap.md", "---\ntitle: T\nsource: S\n---\nText.\n"), "there is no lesson '3-monitoring-reporting/roadmap'; did you mean 3-monitoring-reporting/reporting-roadmap?"),
    "an empty case": (added(CASE, "---\ntitle: T\nsource: S\n---\n"), f"{CASE}:1: the case is empty"),
    "a section of no lesson's": (changed(LESSONS_FILE, "## Take the average apart", "## Take it apart"), f"{LESSONS_FILE}:6: the lesson has no such section; write below the heading '% instead of: …' with one of: Take the average apart,"),
    "the section is missing": (without(LESSONS_FILE), f"{LESSONS_FILE}:None: this file is missing; write the lesson's section with a figure of the new data: Take the average apart"),
    "the section shows the old data": (changed(LESSONS_FILE, "marendia-internet-synthetic", "uk-local-authorities"), f"{LESSONS_FILE}:6: this section does not load the new data; write data.load(\"marendia-internet-synthetic\""),
    "no table": (without(TABLE + "data/internet.csv"), "there is no data/internet.csv"),
    "no description": (without(DESCRIBED), f"{DESCRIBED}:None: this file is missing"),
    "other columns": (lambda folder: (edit(folder / DESCRIBED, '"dimension", "type"', '"by", "type"'), edit(folder / TABLE / "data/internet.csv", "dimension", "by")), "column 'dimension' of uk-local-authorities/internet is missing"),
    "a column of another type": (changed(DESCRIBED, '"percent", "type": "number"', '"percent", "type": "string"'), "column 'percent' is of type string; write number"),
    "not called synthetic": (changed(DESCRIBED, '"Synthetic: who is', '"Who is'), "say 'synthetic' in its title, too"),
    "a dataset that is none": (changed("pack.yml", "uk-local-authorities/", "uk-local-authority/"), "there is no dataset 'uk-local-authority'; did you mean uk-local-authorities?"),
    "a table that is none": (changed("pack.yml", "authorities/internet", "authorities/net"), "has no table 'net'; write uk-local-authorities/ and one of: pollution-deaths, land, internet"),
    "an exercise is judged by it": (changed("pack.yml", LESSON, "1-sdg-introduction/awareness-and-advocacy"), "uk-local-authorities stays in 1-sdg-introduction/awareness-and-advocacy, whose exercise check-awareness-and-advocacy is judged by it"),
    "a dataset that takes no place": (no_dataset, "say in pack.yml whose place it takes"),
}  # fmt: skip
