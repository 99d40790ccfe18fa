"""Whose a file is: the outermost name that the platform or the facilitator wrote says it, and no name below.

An input has *halls*: itself, and folders in it that only sort (a module, a group, a download that was
unpacked). What lies in a hall is named after learners, by the platform or by the facilitator. All below such
a name is this learner's own, whatever it is called.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from autograder.intake import litter, naming, sorting
from autograder.lms import base
from autograder.lms.base import FromLms
from autograder.messages import message
from autograder.notebook import recognising

SUBMITTED = "submitted"
_NOBODY = re.compile(r"(untitled|unbenannt|sin título|sans titre|senza titolo|sem título)[\s_-]*\d*", re.I)
_DEEPEST = 6  # halls within halls
TWO_READINGS = message("hand_in_two_readings")


@dataclass(frozen=True)
class Place:
    """Whose a file is.

    ``name``: the learner, as written. ``depth``: ``parts[:depth]`` is the learner's own folder, 0 if the name
    of the file or of the input names the learner. ``key``: the same for all that is this learner's in one
    hall. ``hall``: the names on the way to it. ``said``: what the platform's name says, if it is one.
    ``unclear``: why it may be another's as well. ``is_named``: false where only the input's own name, or a
    file's that programs give, says it.
    """

    name: str
    depth: int
    key: tuple
    hall: tuple[str, ...] = ()
    said: FromLms | None = None
    unclear: str = ""
    is_named: bool = True


class Levels:
    """The halls of one input.

    ``all_parts``: the paths below the input called ``top``. ``assignments``: the known names.
    ``learner_of(name)`` tells the learners of the list that a name means: nothing, if there are none.
    ``fits(said)``: whether a row of the list has both the name and the number that a platform's name says.
    """

    def __init__(
        self,
        all_parts: Iterable[tuple[str, ...]],
        top: str,
        assignments: Collection[str],
        learner_of: Callable[[str], object] = lambda name: None,
        fits: Callable[[FromLms], bool] = lambda said: False,
    ) -> None:
        self.top, self.assignments, self.learner_of, self.fits = top, assignments, learner_of, fits
        self._halls: set[tuple[str, ...]] = set()
        self._downloaded: set[tuple[str, ...]] = set()
        self._makers: dict[tuple[str, ...], str | None] = {}
        root = _tree(all_parts)
        self._whole = self._named_whole()
        self._keeps_nbgrader_s = _is_nbgrader_s(root.folders.get(SUBMITTED))
        self._known = functools.cache(lambda name: naming.known(name, assignments))
        if self._whole is None:
            self._open((), root)

    def _named_whole(self):
        """The ``Place`` of all that is in an input which is one learner's own folder, else ``None``."""
        said = base.by_folder((self.top, ""))
        if said and said.rest == ("",):
            return Place(_called(said), 0, (said.system, (), said.name, said.id), (), said)
        if naming.may_be_a_person(self.top) and self.learner_of(self.top):
            return Place(self.top, 0, ("folder", ()))
        return None

    # ---- Whose is it ------------------------------------------------------------------------

    def place(self, parts: tuple[str, ...]) -> Place | None:
        """The ``Place`` of the file at ``parts``; ``None`` for what is nobody's."""
        if self._whole is not None:
            return self._below_whole(parts)
        at = 0
        while at + 1 < len(parts) and parts[: at + 1] in self._halls:
            at += 1
        if at + 1 < len(parts) and litter.is_aside(parts[at]):
            return None
        hall = parts[:at]
        if readings := self._readings(parts, at):
            fitting = readings if len(readings) == 1 else list(filter(self.fits, readings))
            if len(fitting) != 1:  # so it is nobody's: it goes by the whole name, which is no learner's
                unclear = TWO_READINGS.format(name=naming.shown(parts[at]))
                return Place(parts[at], at + 1, ("unclear", parts), hall, readings[-1], unclear)
            (said,) = fitting
            return Place(_called(said), at + 1, (said.system, hall, said.name, said.id), hall, said)
        if at + 1 < len(parts):
            return Place(parts[at], at + 1, ("folder", parts[: at + 1]), hall)
        _, person = naming.split(naming.stem(recognising.bare(parts[at])), self.assignments)
        is_named = bool(person) and not _NOBODY.fullmatch(person)
        person = person or self.top
        return Place(person, 0, ("file", hall, naming.learner_id(person)), hall, is_named=is_named)

    def _below_whole(self, parts):
        whole = self._whole
        if whole.said is None:
            return whole
        said = base.by_folder((self.top, *parts))
        return Place(whole.name, 0, whole.key, (), said)

    def _readings(self, parts, at):
        """What the name at that level may say, by the platform that made the hall if that is clear."""
        found = self._any_readings(parts, at)
        made = self._makers.get(parts[:at])
        return [said for said in found if said.system == made] if made else found

    def _any_readings(self, parts, at):
        found = base.readings(parts, at, folders=True)
        if at + 1 == len(parts) and parts[:at] in self._downloaded:
            found += base.readings(parts, folders=False)
        return found

    def _maker(self, path, folder):
        """The only platform that may have made all names of a hall: learners write the ends alone."""
        names = [*((name,) for name in folder.files), *((name, "") for name in folder.folders)]
        some = [{said.system for said in self._any_readings((*path, *name), len(path))} for name in names]
        common = set.intersection(*some) if (some := list(filter(None, some))) else set()
        return common.pop() if len(common) == 1 else None

    def assignment(self, place: Place, parts: tuple[str, ...], inside: Sequence[str] = ()) -> str | None:
        """The assignment that the names on the way tell, the nearest first; ``None`` if none does.

        ``inside``: the names in a learner's archive; they count before those of the way to it.
        """
        own = place.said.rest if place.said else parts[place.depth :]
        if place.hall == (SUBMITTED,) and self._keeps_nbgrader_s and len(parts) > place.depth + 1:
            return self._known(parts[place.depth]) or naming.learner_id(parts[place.depth])
        found = self._nearest(inside) if inside else None
        found = found or (self._nearest(own) if own else None)
        return found or next(filter(None, map(self._known, (*place.hall[::-1], self.top))), None)

    def _nearest(self, parts):
        found, _ = naming.split(naming.stem(recognising.bare(parts[-1])), self.assignments)
        for folder in parts[-2::-1]:
            inner = self._known(folder)
            if not inner:
                break
            found = inner
        return found or next(filter(None, map(self._known, parts[-2::-1])), None)

    # ---- Halls ------------------------------------------------------------------------------

    def _open(self, path, folder):
        self._halls.add(path)
        if not path or len({said.id for name in folder.files if (said := base.by_file((name,)))}) > 1:
            self._downloaded.add(path)  # a lone report_2026_11_notes.ipynb only looks like Canvas's
        self._makers[path] = self._maker(path, folder)
        if len(path) == _DEEPEST:
            return
        sorts = None
        for name, below in folder.folders.items():
            leads = self._leads_on(path, folder, name, below)
            if leads is None:
                sorts = self._sorting(folder) if sorts is None else sorts
                leads = name in sorts
            if leads:
                self._open((*path, name), below)

    def _leads_on(self, path, hall, name, below):
        """Whether a folder in a hall is a hall too; ``None`` if only its neighbours can tell."""
        if litter.is_aside(name) or base.by_folder((name, "")):
            return False
        if not path and name == SUBMITTED:
            return bool(below.folders) or len(hall.folders) == 1
        if self._known(name):
            return True
        if self.learner_of(name):
            return False
        kind = sorting.kind(name)
        if kind == sorting.GROUP:
            return True if self._holds_people(below) else None
        return True if kind else None

    def _holds_people(self, folder):
        return bool(self._people(folder)) and not any(self._is_bare(name) for name in folder.files)

    def _people(self, folder):
        """The names in a folder that may be learners': of folders and of notebooks."""
        folders = [name for name in folder.folders if self._is_person(name)]
        return folders + [
            name for name in folder.files if naming.is_notebook(name) and not self._is_bare(name)
        ]

    def _is_person(self, folder_name):
        return not (litter.is_aside(folder_name) or self._known(folder_name) or sorting.kind(folder_name))

    def _is_bare(self, file_name):
        """Whether a notebook is named after its assignment alone."""
        return naming.is_notebook(file_name) and not naming.split(naming.stem(file_name), self.assignments)[1]

    def _sorting(self, hall):
        """The folders of a hall that only sort, of those whose names do not tell it."""
        some = {name: below for name, below in hall.folders.items() if self._is_person(name)}
        if any(naming.is_notebook(name) for name in hall.files):
            return self._groups(some)
        downloads = [_people_of_download(below) for below in some.values()]
        if all(downloads) and max(downloads, default=0) > 1:
            return set(some)
        return self._groups(some) or self._wrapper(some)

    def _groups(self, some):
        """With a list of the learners: where no folder is called like one of them, those that hold some.

        Most folders must: else a stranger's own folder could claim to be a group.
        """
        if any(self.learner_of(name) for name in some):
            return set()
        holding = {
            name
            for name, below in some.items()
            if any(self.learner_of(_person(one, self.assignments)) for one in self._people(below))
        }
        return holding if 2 * len(holding) > len(some) else set()

    def _wrapper(self, some):
        """The only folder of an archive or of an input, around the learners' folders."""
        if len(some) != 1:
            return set()
        ((name, below),) = some.items()
        if SUBMITTED in below.folders or any(map(naming.is_notebook, below.files)):
            return set()
        people = [one for one in below.folders if self._is_person(one)]
        if len(people) == 1 and name != self.top:
            people *= 2 * any(map(self._known, below.folders[people[0]].folders))
        return {name} if len(people) > 1 or (people and name == self.top) else set()


# ---- Folders as a tree ----------------------------------------------------------------------


class _Folder:
    __slots__ = ("files", "folders")

    def __init__(self):
        self.folders: dict[str, _Folder] = {}
        self.files: list[str] = []


def _tree(all_parts):
    root = _Folder()
    for parts in all_parts:
        folder = root
        for name in parts[:-1]:
            inner = folder.folders.get(name)
            if inner is None:
                inner = folder.folders[name] = _Folder()
            folder = inner
        folder.files.append(parts[-1])
    return root


def _is_nbgrader_s(submitted):
    """Whether a folder has the layout ``<learner>/<assignment>/<files>``."""
    if submitted is None or any(map(naming.is_notebook, submitted.files)):
        return False
    learners = submitted.folders.values()
    return not any(naming.is_notebook(name) for learner in learners for name in learner.files)


def _people_of_download(folder):
    """How many people a folder has that is nothing but a platform's download, else 0."""
    said = [base.by_folder((name, "")) for name in folder.folders]
    said += [base.by_folder((name,)) or base.by_file((name,)) for name in folder.files]
    known = [one.id for one in said if one is not None]
    return len(set(known)) if len(known) == len(said) else 0


def _person(name, assignments):
    """The learner's name in a name: a single folder of a download may lie in a folder that sorts, too."""
    if said := base.by_folder((name, "")):
        return said.name
    return naming.split(naming.stem(name), assignments)[1] if naming.is_notebook(name) else name


def _called(said):
    """The learner's name as the platform wrote it; with its number where the marking is anonymous."""
    return f"{said.name}_{said.id}" if said.is_anonymous else said.name
