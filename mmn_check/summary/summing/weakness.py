"""Where it is weak, and what each part can no longer do: the movement, never a nerve's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from mmn_check.bank.layout import Weakness
from mmn_check.bank.model import Choice
from mmn_check.i18n import tr, tr_later
from mmn_check.summary.summing.drafts import Draft
from mmn_check.summary.summing.phrases import choice_words, side_words
from mmn_check.summary.summing.saying import Drafts, say
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.wording import Filling, Listing, Phrase, fill, filled, words
from mmn_check.visit.steps import picked_by
from mmn_check.visit.values import Mark, Side

_SIDE: Mapping[Side, str] = {
    "left": tr_later("left"),
    "right": tr_later("right"),
    "not_sure": tr_later("side not sure"),
}
_SIDED: Mapping[Side, str] = {
    "left": tr_later("left {places}"),
    "right": tr_later("right {places}"),
}
"""Several places on one side: "right hand, wrist"."""


@dataclass
class _Limb:
    """One group of places on one side, and the movements that belong there."""

    side: Side
    places: list[Choice] = field(default_factory=list)
    moves: list[Choice] = field(default_factory=list)

    def is_worst(self, place: Choice, worst: Mark | None) -> bool:
        """Whether this is the place that the patient called the worst."""
        return worst == Mark(place.id, self.side)

    def has(self, worst: Mark | None) -> bool:
        """Whether the worst place is one of these."""
        return any(self.is_worst(place, worst) for place in self.places)


def weakness(told: Told, part: Weakness) -> Drafts:
    """A sentence for each limb, the one with the worst place first."""
    origins = frozenset(
        {
            part.places,
            part.worst,
            *(moves.question for moves in part.moves),
        }
    )
    if told.state(part.places) != "answered":
        instead = say(told, part.instead)
        return tuple(replace(one, origins=one.origins | origins) for one in instead)
    worst = _worst(told, part)
    limbs = sorted(_limbs(told, part), key=lambda limb: not limb.has(worst))
    return tuple(
        Draft(
            parts=fill(
                part.text if limb.places else part.elsewhere,
                partial(_field, told, part, limb, worst),
            ),
            origins=origins,
            row=True,
        )
        for limb in limbs
    )


def _worst(told: Told, part: Weakness) -> Mark | None:
    answer = told.answer((part.worst,))
    return answer.value if answer and isinstance(answer.value, Mark) else None


def _limbs(told: Told, part: Weakness) -> list[_Limb]:
    """The limbs in the order their places were marked; movements elsewhere come after."""
    limbs: dict[tuple[str, Side], _Limb] = {}
    for choice, side in _marked(told, part.places):
        group = choice.group or choice.id
        limbs.setdefault((group, side), _Limb(side)).places.append(choice)
    for moves in part.moves:
        for choice, side in _marked(told, moves.question):
            limbs.setdefault((moves.group, side), _Limb(side)).moves.append(choice)
    return list(limbs.values())


def _marked(told: Told, question: str) -> Iterator[tuple[Choice, Side]]:
    """What was marked, one side at a time."""
    step = told.steps.get((question,))
    for pick in picked_by(step, told.answer(step.key)) if step else ():
        side: Side = pick.mark.side if pick.mark else "whole"
        both: tuple[Side, ...] = ("right", "left")
        for one in both if side == "both" else (side,):
            yield pick.choice, one


def _field(
    told: Told, part: Weakness, limb: _Limb, worst: Mark | None, name: str
) -> Filling | None:
    match name:
        case "places":
            places = Listing(tuple(_places(told, part, limb, worst)))
            sided = _SIDED.get(limb.side)
            return filled(tr(sided), places=places) if sided else places
        case "moves" if limb.moves:
            return Listing(tuple(words(_move(told, limb, one)) for one in limb.moves), "or")
        case "side" if limb.side in _SIDE:
            return words(tr(_SIDE[limb.side]))
        case _:
            return None


def _move(told: Told, limb: _Limb, move: Choice) -> str:
    """A movement; the name of the one place that it stands beside is not said twice."""
    said = choice_words(move, brief=told.brief)
    places = [choice_words(place, brief=told.brief) for place in limb.places]
    of_it = tr("{move} of the {place}", move="", place=places[0]) if len(places) == 1 else ""
    return said.removesuffix(of_it)


def _places(told: Told, part: Weakness, limb: _Limb, worst: Mark | None) -> Iterator[Phrase]:
    """The places of a limb, the worst first; that the side is not sure is said once."""
    in_order = sorted(limb.places, key=lambda place: not limb.is_worst(place, worst))
    for number, place in enumerate(in_order, start=1):
        said = choice_words(place, brief=told.brief)
        if number == len(in_order) and limb.side == "not_sure":
            said = side_words(said, limb.side)
        yield words(f"{said} ({part.worst_text})" if limb.is_worst(place, worst) else said)
