"""What resources and their parts are called: the same for the same bank and visit, every time."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from mmn_check.domain.bank import Bank
from mmn_check.domain.visit import Key
from mmn_check.language import language

Json = dict[str, Any]

ROOT = UUID("0b6f2a52-8a0f-5c1e-9f39-6f4a3f6f6d1c")
HL7 = "http://hl7.org/fhir/StructureDefinition"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
DATA_ABSENT = f"{HL7}/data-absent-reason"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"
ITEM_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"

NOT_SURE, DECLINED, SKIPPED, AS_TEXT = "asked-unknown", "asked-declined", "unknown", "as-text"
"""Why there is no value, in the codes of data-absent-reason. What was not asked is not there."""


def uuid_of(*parts: str) -> str:
    """The id of a thing, made of what tells it from others."""
    return str(uuid5(ROOT, "\n".join(parts)))


def urn_of(*parts: str) -> str:
    """The same as an address that nobody has to keep up."""
    return f"urn:uuid:{uuid_of(*parts)}"


def url_of(bank: Bank) -> str:
    """What the Questionnaire is known by in all its versions."""
    return urn_of("bank", bank.id)


def language_tag() -> str:
    """The language in use, as BCP 47 writes it: "pt-BR"."""
    return language().replace("_", "-")


def translated(standard: str, *, said: str) -> Json:
    """A display in the standard's own English words, with what they are in the language in use."""
    if said == standard:
        return {"display": standard}
    parts = [
        {"url": "lang", "valueCode": language_tag()},
        {"url": "content", "valueString": said},
    ]
    told = {"url": f"{HL7}/translation", "extension": parts}
    return {"display": standard, "_display": {"extension": [told]}}


def link_id(key: Key) -> str:
    """The item for whatever is kept at a key; the rows of a table share theirs."""
    return ".".join(key[:2] + key[3:] if key[1:2] == ("row",) else key)


def section_link(section: str) -> str:
    """The item of a section; no id of a question has a hyphen."""
    return f"section-{section}"


def extension(url: str, **value: object) -> Json:
    """An extension with its one value."""
    return {"url": url, **value}


def absent(reason: str) -> Json:
    """Why there is no value."""
    return extension(DATA_ABSENT, valueCode=reason)


def whole(**elements: object) -> Json:
    """An element of a resource: what is empty is left out, as FHIR wants it."""
    return {name: one for name, one in elements.items() if one not in (None, False, "", [], {}, ())}
