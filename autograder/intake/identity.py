"""Which learners of the list a name means, and whether a path names somebody else besides its owner."""

from collections.abc import Collection, Iterable

from autograder.intake import naming, roster, sorting
from autograder.intake.comparing import words
from autograder.intake.folders import Entry
from autograder.intake.levels import Place
from autograder.lms import base
from autograder.lms.base import FromLms
from autograder.notebook import recognising


class Known:
    """Looks names up in the list of the learners, each once; without a list everybody is who the name says.

    ``learners``: a ``Roster`` or ``None``. ``assignments``: the known names.
    """

    def __init__(self, learners: roster.Roster | None, assignments: Collection[str]) -> None:
        self._learners, self._assignments = learners, assignments
        self._found: dict[str, frozenset[str]] = {}

    def by_name(self, name: str) -> frozenset[str]:
        """The ids that a name means in the list: one, those of a team, or none."""
        if self._learners is None:
            return frozenset()
        if name not in self._found:
            self._found[name] = self._look_up(self._learners, name)
        return self._found[name]

    def only_sorts(self, folders: Iterable[str]) -> bool:
        """Whether none of these folders may be a learner's: by their names, or since no learner has them."""
        return all(
            sorting.kind(name)
            or naming.known(name, self._assignments)
            or (self._learners is not None and not self.by_name(name))
            for name in folders
        )

    def by_part(self, name: str) -> frozenset[str]:
        """The ids that a part of a path means, which may hold more than a name."""
        if self._learners is None:
            return frozenset()
        said = [said for said in (base.by_folder((name, "")), base.by_file((name,))) if said]
        forms = [form for one in said for form in base.named(one.system).forms(one.name)]
        return frozenset().union(*map(self.by_name, (*self._forms(name), *forms)))

    def _look_up(self, learners: roster.Roster, name: str, *number: str) -> frozenset[str]:
        found = learners.look_up((name,), *number)
        if isinstance(found, roster.Team):
            return frozenset(found.ids)
        return frozenset([found.id] if isinstance(found, roster.Match) else [])

    def fits(self, said: FromLms) -> bool:
        """Whether a row of the list has both the name and the number that a platform's name says."""
        return self._learners is not None and self._learners.has(said.name, said.id, said.system)

    def ids(self, place: Place) -> frozenset[str]:
        """The ids of those whose a ``Place`` is: by the list, else by the name alone."""
        said, found = place.said, frozenset[str]()
        if self._learners is not None:
            found = (
                self._look_up(self._learners, place.name, said.id, said.system)
                if said
                else self.by_name(place.name)
            )
        return found or frozenset([naming.learner_id(place.name)])

    def other(self, place: Place, entry: Entry) -> str | None:
        """A name that the learner wrote on the way to a file and that is another learner's, or ``None``."""
        own = entry.parts[place.depth :] if place.key[0] == "folder" else ()
        names = (*(place.said.rest if place.said else own), *entry.inside)
        if self._learners is None:
            return None if place.said else _by_pattern(place, names)
        ids = None
        for name in dict.fromkeys(form for written in names for form in self._forms(written)):
            found = self.by_name(name) if naming.may_be_a_person(name) else None
            if not found:
                continue
            ids = ids or self.ids(place)
            if not found & ids:
                return name
        return None

    def _forms(self, name):
        """The names of people that one name of a path may hold."""
        bare = naming.stem(recognising.bare(name))
        yield from (bare, naming.split(bare, self._assignments)[1])
        for said in (base.by_folder((name,)), base.by_file((name,))):
            if said:
                yield said.name


def _by_pattern(place, names):
    """Without a list: a name that Moodle made for somebody else, below a folder that is no download."""
    for name in names:
        said = base.by_folder((name,))
        if said and not set(words(said.name)) & set(words(place.name)):
            return said.name
    return None
