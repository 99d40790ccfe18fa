"""Which languages of a built book are older than their sources: a stamp beside it for each language."""

from collections.abc import Iterable
from pathlib import Path

from localsdg import course
from localsdg_build import inputs


class Stamps:
    """The stamps of one edition: ``stamp`` is English's file, ``html`` the folder of the built book."""

    def __init__(self, root: Path, stamp: Path, html: Path) -> None:
        self.stamp, self.html = stamp, html
        self.languages = course.languages(root)
        known = inputs.Known()
        shared = [inputs.frame_hash(root, known=known), inputs.program_hash(root, known)]
        languages = {course.LANGUAGE, *self.languages}
        self.wanted = {one: [inputs.book_hash(root, one, known), *shared] for one in languages}
        self.only_texts = self._made(course.LANGUAGE)[1:] == self.wanted[course.LANGUAGE][1:]

    def old(self, language: str | None = None) -> list[str]:
        """The languages to be made anew, English first; of the others only ``language`` if that is named."""
        others = [one for one in self.languages if one != course.LANGUAGE and language in (None, one)]
        if language not in (None, course.LANGUAGE) and not others:
            known = ", ".join(self.languages)
            path = Path("book", str(language), "interface.yml")
            raise course.CourseError(path, f"this language is not there; there are: {known}")
        return [one for one in (course.LANGUAGE, *others) if self._made(one)[:1] != self.wanted[one][:1]]

    def kept(self, todo: Iterable[str]) -> list[str]:
        """Languages whose pages stay as they are while those of ``todo`` are made."""
        others = set(self.languages) - {course.LANGUAGE, *todo}
        return sorted(one for one in others if (self.html / one / "index.html").is_file())

    def is_other_program(self, language: str) -> bool:
        """Were the pages of this language made by another version of our program?"""
        return self._made(language)[2:] != self.wanted[language][2:]

    def write(self, made: Iterable[str]) -> None:
        """Remember that these languages are up to date."""
        for one in made:
            self._path(one).write_text("\n".join(self.wanted[one]))

    def _made(self, language):
        path, top = self._path(language), self.html if language == course.LANGUAGE else self.html / language
        return path.read_text().split() if path.is_file() and (top / "index.html").is_file() else []

    def _path(self, language):
        return self.stamp if language == course.LANGUAGE else self.stamp.with_suffix(f".{language}.sha256")
