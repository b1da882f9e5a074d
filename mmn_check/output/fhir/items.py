"""Items of a Questionnaire, and what they tell besides their question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mmn_check.bank.model import Bank, Number, Question, Rating
from mmn_check.i18n import tr
from mmn_check.output.fhir.codes import (
    HL7,
    ITEM_CONTROL,
    AnswerOption,
    Json,
    extension,
    urn_of,
    whole,
)

UCUM = "http://unitsofmeasure.org"
LARGEST_INTEGER = 2**31 - 1
"""Of FHIR; what may be larger is a decimal."""


def item_of(  # noqa: PLR0913 - an item has so many elements
    link: str,
    text: str,
    kind: str,
    *,
    enabled: Json | None = None,
    extensions: Sequence[Json] = (),
    code: Json | None = None,
    prefix: str | None = None,
    required: bool = False,
    repeats: bool = False,
    options: Sequence[AnswerOption] = (),
    items: Sequence[Json] = (),
) -> Json:
    """One item, its elements in the order of the standard."""
    when = dict(enabled or {})
    more = when.pop("extension", [])
    return whole(
        extension=[*extensions, *more],
        linkId=link,
        code=[code] if code else None,
        prefix=prefix,
        text=text,
        type=kind,
        **when,
        required=required,
        repeats=repeats,
        answerOption=[_option(one, repeats=repeats) for one in options],
        item=[*items],
    )


def display(link: str, text: str | None, control: str | None = None) -> list[Json]:
    """Words to be shown, as what they are for; nothing where there are none."""
    extensions = [item_control(control)] if control else []
    return [item_of(link, text, "display", extensions=extensions)] if text else []


def item_control(*controls: str) -> Json:
    """How an item is to be shown: the first of these that the renderer has."""
    concept = {"coding": [{"system": ITEM_CONTROL, "code": one} for one in controls]}
    return extension(f"{HL7}/questionnaire-itemControl", valueCodeableConcept=concept)


def hidden() -> Json:
    """That an item is not shown to who fills in the form."""
    return extension(f"{HL7}/questionnaire-hidden", valueBoolean=True)


def at_most(number: int | None) -> list[Json]:
    """How often an item may be answered."""
    return [extension(f"{HL7}/questionnaire-maxOccurs", valueInteger=number)] if number else []


def kind_of(number: Number) -> str:
    """The type of a number's item."""
    fits = number.minimum >= -LARGEST_INTEGER and number.maximum <= LARGEST_INTEGER
    return "integer" if fits and not number.decimals else "decimal"


def limits(number: Number) -> list[Json]:
    """How small and how large a number may be, and of what it is."""
    value = "valueInteger" if kind_of(number) == "integer" else "valueDecimal"
    coded = {"system": UCUM, "code": number.ucum} if number.ucum else {}
    unit = extension(f"{HL7}/questionnaire-unit", valueCoding=coded | {"display": number.unit})
    return [
        extension(f"{HL7}/minValue", **{value: number.minimum}),
        extension(f"{HL7}/maxValue", **{value: number.maximum}),
        *([unit] if number.unit else []),
    ]


def scale() -> list[Json]:
    """A rating goes from 0 to 10 by steps of 1."""
    return [
        item_control("slider"),
        extension(f"{HL7}/minValue", valueInteger=0),
        extension(f"{HL7}/maxValue", valueInteger=10),
        extension(f"{HL7}/questionnaire-sliderStepValue", valueInteger=1),
    ]


def _option(option: AnswerOption, *, repeats: bool) -> Json:
    exclusive = extension(f"{HL7}/questionnaire-optionExclusive", valueBoolean=True)
    alone = [exclusive] if repeats and option.alone else []
    return whole(extension=alone, valueCoding=option.coding)


def term_of(bank: Bank, item: Question, link: str) -> Json | None:
    """The clinician's term for what is asked, as what the bank calls it."""
    if not item.clinical:
        return None
    return {"system": urn_of("questions", bank.id), "code": link, "display": item.clinical}


def sources_of(bank: Bank, item: Question) -> list[Json]:
    """Where a question comes from."""
    if not item.sources:
        return []
    titles = "; ".join(bank.sources[code].title for code in item.sources)
    told = tr("Where this comes from: {titles}.", titles=titles)
    return [extension(f"{HL7}/designNote", valueMarkdown=told)]


def wording_of(bank: Bank, item: Question) -> str:
    """What is asked, with all that changes the answer: not every renderer shows what is below."""
    note = bank.texts[item.note].text if item.note else None
    ends = f"0: {item.lowest}; 10: {item.highest}" if isinstance(item, Rating) else None
    return "\n".join(line for line in (item.ask, note, ends) if line)


def told_with(item: Question, link: str) -> Iterator[Json]:
    """What is shown with a question: its help and why the doctor asks."""
    helped = "\n".join(line for line in (item.help, item.why) if line)
    yield from display(f"{link}.help", helped, "help")
