"""A bank and a visit as one FHIR Bundle."""

from __future__ import annotations

import json
from datetime import datetime

from mmn_check.domain.bank import Bank
from mmn_check.domain.summary import summarize
from mmn_check.domain.visit import Visit
from mmn_check.output.fhir.names import Json, uuid_of
from mmn_check.output.fhir.questionnaire import questionnaire_of
from mmn_check.output.fhir.response import moment_of, response_of


def render_fhir(bank: Bank, visit: Visit) -> bytes:
    """The Bundle as JSON, the same bytes for the same bank and visit."""
    return f"{json.dumps(bundle_of(bank, visit), ensure_ascii=False, indent=2)}\n".encode()


def bundle_of(bank: Bank, visit: Visit) -> Json:
    """The Questionnaire, and the visit's response to it."""
    moment = moment_of(visit)
    summary = summarize(bank, visit, today=datetime.fromisoformat(moment).date())
    questionnaire = questionnaire_of(bank)
    response = response_of(bank, visit, questionnaire=questionnaire, summary=summary)
    return {
        "resourceType": "Bundle",
        "id": uuid_of("bundle", questionnaire["id"], response["id"]),
        "type": "collection",
        "timestamp": moment,
        "entry": [
            {"fullUrl": f"urn:uuid:{one['id']}", "resource": one}
            for one in (questionnaire, response)
        ],
    }
