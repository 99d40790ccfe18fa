"""The data model of Open Badges 3.0 (1EdTech, version 3.0.3 of its context), as far as our badges use it.

No package on PyPI or npm carries the standard's JSON schema, so its classes stand here in our own form:
required properties, types and vocabularies as the standard says, and nothing that it does not know, so that a
misspelt property is found (the standard's own schema lets any pass).
"""

import re

from jsonschema import Draft202012Validator, FormatChecker

TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": r"^(urn:uuid:[0-9a-f-]{36}|did:key:z\w+|https?://\S+)$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
NUMBER = {"type": "string", "pattern": r"^\d+(\.\d+)?$"}  # values of results are texts


def _of(kind, required, **properties):
    """A class: its type is among its types; what is not named here is not known."""
    properties["type"] = {"type": "array", "items": TEXT, "contains": {"const": kind}}
    return {"type": "object", "properties": properties, "additionalProperties": False,
            "required": ["type", *required]}  # fmt: skip


def _list(items):
    return {"type": "array", "minItems": 1, "items": items}


DESCRIPTION = _of(
    "ResultDescription", ["id", "name", "resultType"],
    id=URI, name=TEXT, resultType={"enum": ["RawScore", "Percent", "RubricScore", "Status"]},
    valueMin=NUMBER, valueMax=NUMBER,
)  # fmt: skip
ACHIEVEMENT = _of(
    "Achievement", ["id", "criteria", "description", "name"],
    id=URI, name=TEXT, description=TEXT, achievementType={"enum": ["Course"]},
    criteria={"type": "object", "properties": {"narrative": TEXT, "id": URI}, "additionalProperties": False},
    inLanguage={"type": "string", "pattern": "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"},
    resultDescription=_list(DESCRIPTION),
)  # fmt: skip
IDENTITY = {
    "type": "object",
    "required": ["type", "hashed", "identityHash", "identityType"],
    "properties": {"type": {"const": "IdentityObject"}, "hashed": {"type": "boolean"},
                   "identityHash": TEXT, "identityType": {"enum": ["name"]}},
    "additionalProperties": False,
}  # fmt: skip
SUBJECT = _of(
    "AchievementSubject", ["achievement"],
    id=URI, achievement=ACHIEVEMENT, identifier=_list(IDENTITY), activityEndDate=TIME,
    result=_list(_of("Result", [], resultDescription=URI, value=NUMBER)),
)  # fmt: skip
SCHEMA = {"type": "object", "required": ["id", "type"], "properties": {"id": URI, "type": TEXT}}
CREDENTIAL = _of(
    "OpenBadgeCredential", ["@context", "id", "credentialSubject", "issuer", "validFrom"],
    **{"@context": {"type": "array", "prefixItems": [
        {"const": "https://www.w3.org/ns/credentials/v2"},
        {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$"}], "minItems": 2}},
    id=URI, name=TEXT, credentialSubject=SUBJECT, validFrom=TIME, validUntil=TIME,
    issuer=_of("Profile", ["id"], id=URI, name=TEXT, url=URI),
    credentialSchema=_list(SCHEMA),
    credentialStatus={"type": "object", "required": ["id", "type"]},
    # What VC-JWT adds to the credential: claims that say the same as its own properties.
    iss=URI, jti=URI, sub=URI, nbf={"type": "integer"}, exp={"type": "integer"},
)  # fmt: skip


def problems(badge):
    """What of a badge is not as the standard says, as texts."""
    checker = Draft202012Validator(CREDENTIAL, format_checker=FormatChecker())
    found = [f"{error.json_path}: {error.message}" for error in checker.iter_errors(badge)]
    if "VerifiableCredential" not in badge.get("type", ()):
        found.append("$.type: it is no verifiable credential")
    subject = badge.get("credentialSubject", {})
    known = {one["id"] for one in subject.get("achievement", {}).get("resultDescription", ())}
    named = [one.get("resultDescription") for one in subject.get("result", ())]
    found += [f"$.result: {one} is described nowhere" for one in named if one not in known]
    if len(known) != len(subject.get("achievement", {}).get("resultDescription", ())):
        found.append("$.resultDescription: two of one id")
    return [re.sub(r"\s+", " ", one) for one in found]
