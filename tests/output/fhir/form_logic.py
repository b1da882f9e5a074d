"""Which items of a Questionnaire a response enables, worked out as a form filler does.

Written conditions are decided here, after the standard; expressions by a FHIRPath engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fhirpathpy import evaluate
from fhirpathpy.models import models

from tests.output.fhir.reading import each

Json = dict[str, Any]
EXPRESSION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
Place = tuple[str, int | None]
"""An item, and the number of its row; None outside of tables."""


def enabled(form: Json, response: Json) -> Iterator[Place]:
    """Every item that is to be asked, once for each row that is begun."""
    yield from _within(form["item"], response, row=None, number=None)


def _within(
    items: list[Json], response: Json, *, row: Json | None, number: int | None
) -> Iterator[Place]:
    for one in items:
        if not _is_enabled(one, response, row):
            continue
        yield one["linkId"], number
        if one.get("repeats") and one["type"] == "group":
            rows = [i for i in each(response["item"]) if i["linkId"] == one["linkId"]]
            for count, inner in enumerate(rows):
                yield from _within(one["item"], response, row=inner, number=count)
        else:
            yield from _within(one.get("item", []), response, row=row, number=number)


def _is_enabled(item: Json, response: Json, row: Json | None) -> bool:
    for one in item.get("extension", []):
        if one["url"] == EXPRESSION:
            around = {"resource": response, "row": row or {}}
            expression = one["valueExpression"]["expression"]
            return bool(evaluate(response, expression, around, models["r4"]) == [True])
    tests = [_holds(test, response, row) for test in item.get("enableWhen", [])]
    if not tests:
        return True
    return any(tests) if item.get("enableBehavior") == "any" else all(tests)


def _holds(test: Json, response: Json, row: Json | None) -> bool:
    near = [one for one in each((row or {}).get("item", [])) if one["linkId"] == test["question"]]
    far = [one for one in each(response["item"]) if one["linkId"] == test["question"]]
    answers = [answer for one in (near or far) for answer in one.get("answer", [])]
    match test["operator"]:
        case "exists":
            return bool(answers) is test["answerBoolean"]
        case "=":
            return any(one.get("valueCoding") == test["answerCoding"] for one in answers)
        case operator:
            assert operator == "!="
            return all(one.get("valueCoding") != test["answerCoding"] for one in answers)
