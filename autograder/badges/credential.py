"""A badge as an Open Badge 3.0: a W3C Verifiable Credential in the form of a signed JSON (VC-JWT).

It says what ``course.yml`` asked for, and of the learner only what the learner chose to show.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from autograder import messages
from autograder.badges import status
from autograder.badges.asked import Asked
from autograder.badges.shown import WORDS, Work
from autograder.notebook.wording import fill

CONTEXT = [
    status.CONTEXT,
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
TYPES = ("VerifiableCredential", "OpenBadgeCredential")
_SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
# Achievements that are the same have the same id, wherever they are issued from.
_ACHIEVEMENTS = uuid.UUID("5d9f6cf2-6b8e-4d33-9f0f-0c8c5e1a7b1d")


@dataclass(frozen=True)
class Course:
    """What a badge says of the course. ``modules``: ``{assignment: title}``; ``open``: do people read?"""

    title: str
    language: str
    modules: dict[str, str]
    is_read: bool


def payload(
    asked: Asked,
    course: Course,
    did: str,
    name: str,
    work: Work,
    number: int | None,
    now: datetime,
) -> dict[str, Any]:
    """What is signed. ``name``, ``work``: as the learner chose; ``number``: the place in the list."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    ident, subject_id = uuid.uuid4().urn, uuid.uuid4().urn
    said = _achievement(asked, course, did)
    subject: dict[str, Any] = {"id": subject_id, "type": ["AchievementSubject"], "achievement": said}
    if name:
        subject["identifier"] = [
            {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}
        ]
    if work.rows:
        _add_results(subject, work)
    issuer = {"id": did, "type": ["Profile"], "name": asked.issuer}
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": ident,
        "type": list(TYPES),
        "name": said["name"],
        "issuer": issuer | ({"url": asked.url} if asked.url else {}),
        "validFrom": status.time(moment),
        "credentialSubject": subject,
        "credentialSchema": [_SCHEMA],
        "iss": did,
        "jti": ident,
        "sub": subject_id,
        "nbf": int(moment.timestamp()),
    }
    if number is not None:
        made["credentialStatus"] = status.entry(asked.status, number)
    if asked.years:
        until = _years_later(moment, asked.years)
        made["validUntil"], made["exp"] = status.time(until), int(until.timestamp())
    return made


def _achievement(asked: Asked, course: Course, did: str) -> dict[str, Any]:
    said = messages.words(course.language, WORDS)
    titles = said["comma"].join(course.modules[one] for one in asked.assignments)
    criteria = [fill(said["criteria"], percent=f"{asked.points:g}", modules=titles)]
    if course.is_read:
        criteria.append(said["criteria_read"])
    if asked.teachback:
        criteria.append(said["criteria_teachback"])
    name = asked.name or fill(said["name"], course=course.title)
    narrative = said["space"].join(criteria)
    return {
        "id": uuid.uuid5(_ACHIEVEMENTS, f"{did} {name} {narrative}").urn,
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": name,
        "description": fill(said["about"], course=course.title),
        "criteria": {"narrative": narrative},
        "inLanguage": course.language,
    }


def _add_results(subject: dict[str, Any], work: Work) -> None:
    """The rows of points: what could be got on the achievement, what was got on the subject."""
    described, results = [], []
    for row in work.rows:
        ident = uuid.uuid5(_ACHIEVEMENTS, f"{row.key} {row.most:g}").urn
        described.append(
            {
                "id": ident,
                "type": ["ResultDescription"],
                "name": row.name,
                "resultType": "RawScore",
                "valueMin": "0",
                "valueMax": f"{row.most:g}",
            }
        )
        results.append({"type": ["Result"], "resultDescription": ident, "value": f"{row.earned:g}"})
    subject["achievement"]["resultDescription"] = described
    subject["result"] = results
    if work.done:
        subject["activityEndDate"] = status.time(datetime.fromisoformat(work.done))


def _years_later(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, day=28)
