"""Marking places with their sides: "2r 3b", "right hand and left foot", "all in words"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mmn_check.i18n import tr, tr_later
from mmn_check.understanding.answer_reading.choices import (
    STATES,
    in_a_row,
    none_choice,
    off_list,
    stands_alone,
)
from mmn_check.understanding.answer_reading.choices import names as names_on
from mmn_check.understanding.answer_reading.hints import again, what_to_type
from mmn_check.understanding.answer_reading.listing import Listing
from mmn_check.understanding.answer_reading.naming import ARTICLES
from mmn_check.understanding.answer_reading.phrases import (
    NONE_OF_THESE,
    PERHAPS_NONE,
    UNSURE,
    phrase,
)
from mmn_check.understanding.answer_reading.picking import ONE_FIGURE
from mmn_check.understanding.answer_reading.readback import in_words
from mmn_check.understanding.answer_reading.readings import (
    Again,
    Option,
    Reading,
    Sure,
    Understood,
    meant,
    meant_by_denial,
    none_meant,
)
from mmn_check.understanding.answer_reading.sides import Place, places_in
from mmn_check.understanding.answer_reading.spoken import (
    plain,
    tokens,
    with_figures,
    without_politeness,
)
from mmn_check.understanding.replies import asks_whether, denied
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Side, answered

_GLUED = re.compile(r"\d[rlbn?](?![^\W\d_])")
_GLUED_BEFORE = re.compile(r"(?<!\w)[rlb]\d+(?![\w?])")
"""A letter that touches a figure is that figure's side, whatever follows: "2r 3", "r2 3"."""
_LEADS = (("just",), ("only",), ("in",), ("it", "is"), ("its",))
_SIDES: tuple[tuple[str, Side, tuple[str, ...]], ...] = (
    (tr_later("Right"), "right", ("r",)),
    (tr_later("Left"), "left", ("l",)),
    (tr_later("Both sides"), "both", ("both",)),
    (tr_later("Not sure which side"), "not_sure", ("?", *sorted(UNSURE))),
)


def read_places(step: Step, typed: str, *, text: str) -> Reading:
    """Any number of places, each with its side; where a side is missing, it is asked for."""
    none = none_choice(step.choices)
    if none and step.none_by_zero and phrase(typed) == "0":
        return Understood(_answer(step, {none: "whole"}))
    if none and (phrase(typed) in NONE_OF_THESE | PERHAPS_NONE or denied(text) == "whole"):
        reading = Understood(_answer(step, {none: "whole"}))
        if phrase(typed) not in PERHAPS_NONE or asks_whether(step.item.ask):
            return reading
        label, hint = step.choices[none - 1].label, what_to_type(step)
        return meant_by_denial(label, reading, said=phrase(typed), otherwise=hint)
    apart = len(step.choices) <= ONE_FIGURE
    listing = Listing(names=names_on(step), apart=apart, ordinals=False)
    words, perhaps = _without_too(_words(typed))
    mended, _ = _without_too(_words(with_figures(typed, but="l|")))
    sideless = frozenset(n for n, one in enumerate(step.choices, start=1) if not one.sides)
    if step.none_by_zero and words == (str(len(step.choices)),):
        return again(step, tr("{number} is not on the list.", number=words[0]))
    places = places_in(words, listing, sideless=sideless)
    doubtful = places is None and mended != words
    if doubtful:
        places = places_in(mended, listing, sideless=sideless)
    if not places:
        return again(step, tr("That does not fit the list."))
    doubtful = doubtful or perhaps
    return _marked(step, places, doubtful=doubtful or any(one.doubtful for one in places))


def _words(typed: str) -> tuple[str, ...]:
    apart = _GLUED.sub(r"\g<0>,", _GLUED_BEFORE.sub(r",\g<0>,", plain(typed)))
    words = tuple(w for w in without_politeness(tokens(apart)) if w not in ARTICLES)
    lead = next((one for one in _LEADS if words[: len(one)] == one), ())
    return words[len(lead) :]


def _without_too(words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The words without "too" or "as well" at their end; whether that may have been a two."""
    match words:
        case (_, *_, "also" | "as"):  # of "as well", the "well" tells nothing
            return words[:-1], False
        case (_, *_, "too" | "to"):
            return words[:-1], True
        case _:
            return words, False


def _marked(step: Step, places: Sequence[Place], *, doubtful: bool) -> Reading:
    numbers = [place.number for place in places]
    problem = off_list(step, numbers) or _side_of_sideless(step, places)
    if problem:
        return problem
    sides = _sides_by_place(step, places)
    if sides is None:
        return again(step, tr("One place has two sides here."))
    problem = stands_alone(step, list(sides))
    if problem:
        return problem
    missing = [number for number, side in sides.items() if side is None]
    if missing:
        return _ask_side(step, sides)
    reading = Understood(_answer(step, sides))
    if doubtful or len(set(places)) < len(places):
        words = in_words(step, reading.answer).removesuffix(".")
        return meant(words, reading, otherwise=what_to_type(step))
    return reading


def _side_of_sideless(step: Step, places: Sequence[Place]) -> Again | None:
    for place in places:
        choice = step.choices[place.number - 1]
        if place.side and not choice.sides:
            said = tr(
                "“{label}” has no left or right. Type {number} alone.",
                label=choice.label,
                number=place.number,
            )
            return Again(said)
    return None


def _sides_by_place(step: Step, places: Sequence[Place]) -> dict[int, Side | None] | None:
    """The side of each place, in the list's order; None if one place has sides that clash."""
    said: dict[int, set[Side | None]] = {}
    for place in sorted(places, key=lambda one: one.number):
        side = place.side if step.choices[place.number - 1].sides else "whole"
        said.setdefault(place.number, set()).add(side)
    sides: dict[int, Side | None] = {}
    for number, several in said.items():
        if len(several) > 1 and several != {"left", "right"}:
            return None
        sides[number] = "both" if len(several) > 1 else several.pop()
    return sides


def _ask_side(step: Step, sides: Mapping[int, Side | None]) -> Sure:
    missing = [number for number, side in sides.items() if side is None]
    options = [
        Option(tr(label), Understood(_answer(step, sides, otherwise=side)), keys=keys)
        for label, side, keys in _SIDES
    ]
    return Sure(_which_side(step, missing), (*options, none_meant(otherwise=what_to_type(step))))


def _which_side(step: Step, missing: Sequence[int]) -> str:
    """The question for the side, which names the place that lacks it."""
    if len(missing) > 1:
        return tr("Which side is meant for {places}?", places=in_a_row(step, missing))
    label = step.choices[missing[0] - 1].label
    return tr("On which side: {place}?", place=f"{label[:1].lower()}{label[1:]}")


def _answer(
    step: Step, sides: Mapping[int, Side | None], *, otherwise: Side = "not_sure"
) -> Answer:
    first = step.choices[min(sides) - 1].id
    if first in STATES:
        return STATES[first]
    return answered(
        tuple(Mark(step.choices[n - 1].id, side or otherwise) for n, side in sides.items())
    )
