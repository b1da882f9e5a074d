"""Picking from a list: one choice, any number of them, or a few in order."""

from __future__ import annotations

from collections.abc import Sequence

from mmn_check.domain.answer_reading.choices import (
    STATES,
    answer_one,
    in_a_row,
    none_choice,
    off_list,
    several,
    which_of,
    which_one,
)
from mmn_check.domain.answer_reading.choices import names as names_on
from mmn_check.domain.answer_reading.hints import again, what_to_type
from mmn_check.domain.answer_reading.listing import Listing, Part, find
from mmn_check.domain.answer_reading.naming import Names
from mmn_check.domain.answer_reading.one_sided import side_named
from mmn_check.domain.answer_reading.phrases import (
    ALL_OF_THEM,
    BOTH_OF_THEM,
    NONE_OF_THESE,
    PERHAPS_NONE,
    phrase,
)
from mmn_check.domain.answer_reading.readings import (
    Again,
    Reading,
    Understood,
    meant,
    meant_by_denial,
)
from mmn_check.domain.answer_reading.slips import Ways, meant_by
from mmn_check.domain.answer_reading.spoken import (
    Token,
    listed,
    plain,
    small_number,
    tokens,
    with_numbers,
)
from mmn_check.domain.hearing import heard
from mmn_check.domain.questions import Rank
from mmn_check.domain.steps import Step
from mmn_check.language import tr

ONE_FIGURE = 9
"""On a list no longer than this, each figure is a choice."""
_DENIALS = frozenset(listed("not, no, never, isnt, arent, wasnt, dont, doesnt, didnt, than, or"))
_SPAN = frozenset({"-", "to", "through", "until", "till"})


def read_one(step: Step, typed: str) -> Reading:
    """One choice, by its number or by its words."""
    listing = Listing(names=names_on(step))
    side = side_named(step, typed)
    if side and side.number:
        reading: Reading = Understood(answer_one(step, side.number))
        return _sure(step, [side.number], reading) if side.doubtful else reading
    said = side.words if side else typed
    parts = find(said, listing) or _echoed(step, said, listing) or _told_besides(said, listing)
    if parts is None:
        return again(step, tr("That is not on the list."))
    numbers = _numbers(parts)
    problem = off_list(step, numbers)
    if problem:
        ways = _slips(step, numbers)
        return _which(step, sorted({number for way in ways for number in way})) or problem
    if any(part.unclear for part in parts):
        return which_one(step, sorted({number for part in parts for number in part.picks}))
    if len(set(numbers)) > 1:
        return again(step, tr("Only one can be picked here."))
    reading = Understood(answer_one(step, numbers[0]))
    doubtful = _is_doubtful(parts) or (side is not None and side.doubtful)
    return _sure(step, numbers[:1], reading) if doubtful else reading


def read_many(step: Step, typed: str) -> Reading:
    """Any number of choices, by their numbers or by their words; kept in the list's order."""
    names = names_on(step)
    reading = _all_or_none(step, names, typed)
    if reading:
        return reading
    parts = find(typed, Listing(names=names, apart=len(step.choices) <= ONE_FIGURE))
    if parts is None:
        return _span(step, typed)
    if step.question.urgent_if and (asked := _one_or_two(step, typed)):
        return asked
    numbers = _numbers(parts)
    if step.none_by_zero:
        last = len(step.choices)
        if any(part.by_number and last in part.numbers for part in parts):
            return again(step, tr("{number} is not on the list.", number=last))
        numbers = tuple(number or last for number in numbers)
    return _several(step, parts, sorted(set(numbers)))


def _one_or_two(step: Step, typed: str) -> Reading | None:
    """Ask, of "1 2" where 12 is on the list as well, which it was: no card comes of a space."""
    figures = tokens(typed)
    most = len(step.choices) - step.none_by_zero
    if len(figures) != 2 or not all(one.isdecimal() and len(one) == 1 for one in figures):
        return None
    together = int("".join(figures))
    if not ONE_FIGURE < together <= most:
        return None
    apart = sorted({int(one) or len(step.choices) for one in figures})
    ways = [(in_a_row(step, one), several(step, one)) for one in (apart, [together])]
    return which_of(step, [(said, one) for said, one in ways if isinstance(one, Understood)])


def read_rank(step: Step, typed: str) -> Reading:
    """A few choices, kept in the order typed."""
    names = names_on(step)
    apart = len(step.choices) <= ONE_FIGURE
    parts = find(typed, Listing(names=names, apart=apart, ordinals=False))
    if parts is None:
        return again(step, tr("That is not on the list."))
    return _several(step, parts, tuple(dict.fromkeys(_numbers(parts))))


def _echoed(step: Step, typed: str, listing: Listing) -> tuple[Part, ...] | None:
    """What is left to mean without words of the question itself, which is always asked about.

    To "Which hand do you use most?" one may say "The right hand".
    """
    item = step.item
    question = set(tokens(heard(f"{item.ask} {item.ask_helper or ''}")))
    words = tokens(typed)
    left = [one for one in words if one not in question or listing.names.with_word(one)]
    parts = find(" ".join(left), listing) if len(left) < len(words) else None
    return parts and tuple(one._replace(doubtful=True) for one in parts)


def _told_besides(typed: str, listing: Listing) -> tuple[Part, ...] | None:
    """What one part between commas means, always asked about: "Slowly, over years"."""
    said = [one for one in plain(typed).split(",") if one.strip()]
    if len(said) < 2 or not _DENIALS.isdisjoint(tokens(typed)):
        return None
    found = [parts for parts in (find(one, listing) for one in said) if parts]
    named = all(not part.by_number for parts in found for part in parts)
    if len(found) != 1 or not named:
        return None
    return tuple(one._replace(doubtful=True) for one in found[0])


def _numbers(parts: Sequence[Part]) -> tuple[int, ...]:
    return tuple(number for part in parts for number in part.numbers)


def _several(step: Step, parts: Sequence[Part], picked: Sequence[int]) -> Reading:
    if off_list(step, picked) and (asked := _which_way(step, _slips(step, picked))):
        return asked
    unclear = [part.unclear for part in parts if part.unclear]
    if unclear and (picked or len(unclear) > 1):
        return again(step, tr("That may mean more than one."))
    if unclear:
        return which_one(step, sorted(unclear[0]))
    reading = several(step, picked)
    return _sure(step, picked, reading) if _is_doubtful(parts) else reading


def _slips(step: Step, numbers: Sequence[int]) -> Ways:
    """What may have been meant, where one number alone was typed and is not on the list."""
    return meant_by(numbers[0], most=len(step.choices)) if len(numbers) == 1 else ()


def _which(step: Step, numbers: Sequence[int]) -> Reading | None:
    """Ask whether a slip meant this choice, or which of these."""
    if len(numbers) > 1:
        return which_one(step, numbers)
    return _sure(step, numbers, Understood(answer_one(step, numbers[0]))) if numbers else None


def _which_way(step: Step, ways: Ways) -> Reading | None:
    """Ask whether a slip meant these choices, or which of such ways."""
    in_order = ways if isinstance(step.item, Rank) else [tuple(sorted(way)) for way in ways]
    readings = [(way, several(step, way)) for way in dict.fromkeys(in_order)]
    fitting = [(way, reading) for way, reading in readings if isinstance(reading, Understood)]
    if len(fitting) == 1:
        return _sure(step, *fitting[0])
    return which_of(step, [(in_a_row(step, w), r) for w, r in fitting]) if fitting else None


def _is_doubtful(parts: Sequence[Part]) -> bool:
    """Whether a part is doubtful, or a number was typed twice."""
    typed = [number for part in parts if part.by_number for number in part.numbers]
    return len(set(typed)) < len(typed) or any(part.doubtful for part in parts)


def _sure(step: Step, numbers: Sequence[int], reading: Reading) -> Reading:
    if isinstance(reading, Again):
        return reading
    return meant(in_a_row(step, numbers), reading, otherwise=what_to_type(step))


def _all_or_none(step: Step, names: Names, typed: str) -> Reading | None:
    """What "none of these", "both" and "all of them" come to on this list."""
    said = phrase(typed)
    none = none_choice(step.choices)
    if none and said in NONE_OF_THESE:
        return several(step, [none])
    denies = none and said in PERHAPS_NONE and tuple(said.split()) not in names.exact
    if names.with_words(said.split()) and not denies:
        return None
    if none and (said in PERHAPS_NONE or (said == "0" and not step.none_by_zero)):
        reading = several(step, [none])
        if said not in PERHAPS_NONE:
            return _sure(step, [none], reading)
        hint = what_to_type(step)
        return meant_by_denial(step.choices[none - 1].label, reading, said=said, otherwise=hint)
    ordinary = [
        number
        for number, choice in enumerate(step.choices, start=1)
        if not choice.exclusive and not choice.words and choice.id not in STATES
    ]
    if said in BOTH_OF_THEM and len(ordinary) == 2:
        return several(step, ordinary)
    if said in ALL_OF_THEM and ordinary:
        return _sure(step, ordinary, several(step, ordinary))
    return None


def _span(step: Step, typed: str) -> Reading:
    """What to say of words left over, or to ask of "1-5" and "one to five"."""
    off_it = again(step, tr("That is not on the list."))
    match with_numbers(tokens(typed)):
        case (first, joint, last) if joint in _SPAN:
            ends = sorted((_number(first), _number(last)))
        case _:
            return off_it
    if not 1 <= ends[0] < ends[1] <= len(step.choices):
        return off_it
    spans = dict.fromkeys((tuple(range(ends[0], ends[1] + 1)), tuple(ends)))
    readings = [(in_a_row(step, numbers), several(step, numbers)) for numbers in spans]
    return which_of(step, [(said, one) for said, one in readings if not isinstance(one, Again)])


def _number(token: Token) -> int:
    if isinstance(token, int):
        return token
    return small_number(token) if token.isdecimal() else 0
