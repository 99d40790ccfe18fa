"""What a page is, as schema.org data that search engines and catalogues of teaching material read.

Pure: reads the course's files and gives a dict. Nothing in it is loaded by a browser: addresses are data.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg_build import alignment, order, publisher

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Catalogue:
    """Describes the pages of one course in one language.

    ``modules`` is the alignment matrix, ``words`` the interface's words.
    """

    def __init__(
        self,
        root: Path,
        modules: Iterable[alignment.Module],
        words: Mapping[str, str],
        language: str = sources.LANGUAGE,
    ) -> None:
        self.root, self.words, self.language = root, words, language
        self.pages = order.pages(root)
        self.modules = {module.name: module for module in modules if self._page(module.name) in self.pages}

    def describe(self, page: str, address: str, opening: str = "") -> dict[str, Any] | None:
        """A page (``modules/m/l/en``) as a dict, ``None`` if it is neither front page, module nor lesson.

        ``address(page)`` gives the address of another page as seen from this one; ``opening`` is the
        text that the page begins with.
        """
        parts = page.split("/")
        if page == self.pages[0]:
            return self._course(address, opening)
        if len(parts) == 3 and parts[0] == "modules" and parts[1] in self.modules:
            return self._module(parts[1], address, opening)
        if len(parts) == 4 and parts[0] == "modules" and parts[1] in self.modules:
            return self._lesson(parts[1], parts[2], address)
        return None

    def _course(self, address, opening):
        objectives = [goal for module in self.modules.values() for goal in module.objectives]
        minutes = sum(self._minutes(name) for name in self.modules)
        return {
            **self._common("Course", self._title(), opening, "schema_course"),
            **self._learned(objectives, [goal for goal in objectives if goal.points], minutes),
            "hasPart": [self._part(self._page(name), address) for name in self.modules],
        }

    def _module(self, name, address, opening):
        objectives = self.modules[name].objectives
        lessons = order.lessons(self.root, name, self.language)
        return {
            **self._common("LearningResource", self._name(self._page(name)), opening, "schema_module"),
            **self._learned(objectives, [goal for goal in objectives if goal.points], self._minutes(name)),
            "isPartOf": {"@type": "Course", "name": self._title(), "url": address(self.pages[0])},
            "hasPart": [self._part(self._page(name, lesson), address) for _, lesson, _ in lessons],
        }

    def _lesson(self, module, lesson, address):
        page = self._page(module, lesson)
        front, _ = sources.read_words(self.root / f"{page}.md")
        minutes = (front.get("lesson") or {}).get("minutes") or {}
        objectives = self.modules[module].objectives
        taught = [goal for goal in objectives if lesson in goal.lessons]
        assessed = [goal for goal in objectives if any(part.lesson == lesson for part in goal.assessments)]
        able = f"{self.words['glance_goals']}: {' '.join(goal.sentence for goal in taught)}"
        return {
            **self._common("LearningResource", self._name(page), able, "schema_lesson"),
            **self._learned(taught, assessed, sum(minutes.values())),
            "isPartOf": self._part(self._page(module), address),
        }

    def _common(self, kind, name, description, resource):
        about = sources.read_yaml(self.root / "CITATION.cff")
        authors = [{"@type": "Organization", "name": author["name"]} for author in about["authors"]]
        return {
            "@context": "https://schema.org",
            "@type": kind,
            "name": name,
            "description": description or name,
            "inLanguage": self.language,
            "learningResourceType": self.words[resource],
            "educationalLevel": self.words["schema_level"],
            "isAccessibleForFree": True,
            "license": LICENCE,
            "author": authors,
            "publisher": authors[0],
        }

    def _learned(self, taught, assessed, minutes):
        return {
            "teaches": [goal.sentence for goal in taught],
            "assesses": [goal.sentence for goal in assessed],
            "timeRequired": f"PT{minutes}M",
        }

    def _part(self, page, address):
        return {"@type": "LearningResource", "name": self._name(page), "url": address(page)}

    def _page(self, *names):
        return "/".join(["modules", *names, self.language])

    def _name(self, page):
        return order.title(self.root / f"{page}.md")

    def _title(self):
        ours = publisher.read(self.root).course.get(self.language)
        return ours or sources.read_yaml(self.root / "_config.yml")["title"]

    def _minutes(self, name):
        return (sources.read_yaml(self.root / "modules" / name / "module.yml") or {}).get("minutes", 0)
