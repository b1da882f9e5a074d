"""Marking places with their sides: "2r 3b", "right hand and left foot", "all in words"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain, groupby, pairwise, product, takewhile
from math import prod
from operator import itemgetter

from mmn_check.bank.model import Choice, Many, One, Places, Rows
from mmn_check.i18n import tr, tr_later
from mmn_check.understanding.choices import ONE_FIGURE, which_of_these
from mmn_check.understanding.labels import ARTICLES, ChoiceNames, names
from mmn_check.understanding.lexicon import folded, lexicon, listed, ways_to_say
from mmn_check.understanding.lists import Listing
from mmn_check.understanding.none_said import read_none
from mmn_check.understanding.options import (
    FEW,
    in_a_row,
    is_it,
    none_choice,
    not_read,
    numbers_of,
    off_list,
    stands_alone,
    which_of,
)
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
    meant_by_denial,
    none_meant,
)
from mmn_check.understanding.replies import asks_whether, denied, turns
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.sides import ONE_SIDE, Place, headed, place_around_side, places_in
from mmn_check.understanding.talk_around import (
    Read,
    listed_parts,
    other_times,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import (
    UNITS,
    SpokenWords,
    is_number,
    key,
    ordinal,
    says,
    stem,
    with_figures,
    without_idle_ends,
    words_in,
    words_that_name,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import LISTED_STATES, OFFERED, Answer, Mark, Side, answered

Sided = tuple[int, Side | None]
"""A place by its number, and its side, if one was said."""
_LONE_FIGURE = re.compile(r"[1-9]\d?")
_YEAR = 4
"""Figures of a year."""
_ENDS: tuple[list[str], ...] = ([], [","], [";"])
_STOP = re.compile(r"[.!…](?=\s)")
_SIDES: tuple[tuple[str, Side], ...] = (
    (tr_later("Right"), "right"),
    (tr_later("Left"), "left"),
    (tr_later("Both sides"), "both"),
    (tr_later("Not sure which side"), "not_sure"),
)


def read_places(step: Step, text: str) -> Reading:
    """Any number of places, each with its side; where a side is missing, it is asked for."""
    if said_none := _none_of_them(step, text):
        return said_none
    apart = len(step.choices) <= ONE_FIGURE
    listing = Listing(names=names(step), apart=apart, ordinals=False)
    words, perhaps = _without_too(_words(text, listing.names))
    mended, _ = _without_too(_words(with_figures(text, but="l|"), listing.names))
    if isinstance(step.question, Rows) and step.question.at_once:  # "first the wrist, then ..."
        words, mended = (
            tuple(one for one in said if ordinal(one) != 1) for said in (words, mended)
        )
    if step.none_by_zero and words == (str(len(step.choices)),):
        return again(step, tr("{number} is not on the list.", number=words[0]))
    places = places_in(words, listing, step.choices)
    doubtful = places is None and mended != words
    if doubtful:
        places = places_in(mended, listing, step.choices)
    around = None if _is_sure(places) else place_around_side(words, listing)
    if around and (not places or not around.doubtful):
        places = (around,)
    if not places and (all_there := _all_on_side(step, text)):
        return all_there
    if not places:
        unread = not_read(step, text, otherwise=tr("That does not fit the list."))
        return which_of_these(step, text) or unread
    doubtful = doubtful or perhaps
    return marked(step, places, doubtful=doubtful or any(one.doubtful for one in places))


def picked_by_figures(step: Step, text: str, *, read: Read) -> Reading | None:
    """What the figures pick, with all the words beside: "3, since 2010", "1l, mild", "2, 6 mild".

    Asked about where the words name another choice, take something back, or follow a figure with
    no mark between; None where they count, have a side, or stand before all figures.
    """
    item, language = step.item, step.language
    if not isinstance(item, One | Many | Places) or step.question.urgent_if or "?" in text:
        return None
    code = _glued(language)[0] if isinstance(item, Places) else _LONE_FIGURE
    codes, remarks, glued = list[str](), list[str](), False
    for part in listed_parts(text.replace(":", ","), language):
        words = part.split()
        own = [*takewhile(code.fullmatch, words)]
        rest = words[len(own) :]
        if own and rest and stem("".join(words_in(rest[0], language)), language) in UNITS:
            return None
        told = without_phrases(rest, language, "remarks", "softened", "common", "hedges")
        glued = glued or (bool(own and told) and not isinstance(item, Places))
        codes += own
        remarks += [" ".join(rest)] if rest else []
        if not codes:
            return None
    remark = ", ".join(remarks)
    reading = read(" ".join(codes)) if remark and (len(codes) > 1 or not glued) else None
    if not isinstance(reading, ParsedAnswer) or turns(remark, language):
        return None
    said = words_in(remark, language)
    if _has_bare_number(said, language) or not ONE_SIDE.keys().isdisjoint(said):
        return None
    kept = ParsedAnswer(replace(reading.answer, note=text))
    picked = numbers_of(step, reading.answer)
    other = any(not found & picked for *_, found in names(step).spans(said))
    back = phrases_in(
        remark.split(), language, "turns", "taken_back", "all_but", *other_times(step)
    )
    return is_it(step, kept) if glued or other or any(back) or "OR" in said else kept


def _has_bare_number(said: SpokenWords, language: str) -> bool:
    """Whether a number stands among the words that is no year and has no unit behind it."""
    return any(
        is_number(one) and stem(then, language) not in UNITS and len(one) < _YEAR
        for one, then in pairwise((*said, ","))
    )


def as_places(step: Step) -> Step:
    """The step that asks for the places, with their sides, one of which is chosen at this one."""
    offered = {}
    for one in step.choices:
        if mark := step.marks.get(one.id):
            label = one.label.removesuffix(tr(OFFERED[mark.side], place=""))
            offered[mark.place] = replace(one, id=mark.place, label=label)
    return among(step, [*offered.values()])


def among(step: Step, choices: Sequence[Choice]) -> Step:
    """The step with no other choices than these."""
    kind = Many if isinstance(step.item, Many) else Places
    item = kind(id=step.item.id, ask=step.item.ask, choices=tuple(choices))
    return replace(step, item=item, choices=item.choices, marks={})


def _is_sure(places: Sequence[Place] | None) -> bool:
    return bool(places) and not any(one.doubtful for one in places or ())


def _none_of_them(step: Step, text: str) -> Reading | None:
    """The list's own "none", by its number or in words; a bare no may have to be asked about."""
    none, language = none_choice(step.choices), step.language
    if not none:
        return None
    reading = ParsedAnswer(_answer(step, [(none, "whole")]))
    if step.none_by_zero and words_in(text, language) == ("0",):
        return reading
    perhaps = says(text, language, "perhaps_none", "no")
    if not perhaps and (
        told := read_none(step, text, reading.answer, read=partial(read_places, step))
    ):
        return told
    label = step.choices[none - 1].label
    other = any(none not in one for *_, one in names(step).spans(words_in(text, language)))
    topics = () if other else (label,)  # "not other" denies but one
    whole = "whole" in (denied(text, language), denied(text, language, topics))
    if not perhaps and not says(text, language, "none") and not whole:
        return None
    if not perhaps or asks_whether(step.item.ask, language):
        return reading
    said = " ".join(without_idle_ends(text, language))
    return meant_by_denial(step, label, reading, said=said)


def _all_on_side(step: Step, text: str) -> Reading | None:
    """Asks, of "all of them on the left", whether every place is meant."""
    said = words_in(text, step.language)
    sides = [ONE_SIDE[one] for one in said if one in ONE_SIDE]
    ways = (words_in(one, step.language) for one in ways_to_say(step.language, "all"))
    idle = {*ARTICLES, *ONE_SIDE, "ON", "SIDE", ",", ";", "IN"}
    rest = [one for one in said if one not in idle]
    numbers = [n for n, one in enumerate(step.choices, start=1) if one.sides and not one.exclusive]
    every = [[one for one in way if one not in idle] for way in ways]
    if len(sides) != 1 or not numbers or rest not in every:
        return None
    return is_it(step, ParsedAnswer(_answer(step, [(n, sides[0]) for n in numbers])))


def _words(text: str, called: ChoiceNames) -> SpokenWords:
    """The words, where a letter that touches a figure is that figure's side, whatever follows."""
    language = called.language
    after, before = _glued(language)
    apart = after.sub(r"\g<0>,", before.sub(r",\g<0>,", folded(_STOP.sub(";", text))))
    said = headed(words_that_name(words_in(apart, language)))
    said = _by_limb(_of_one_side(said, language), called)
    words = tuple(_letters(language).get(one, one) for one in said if one not in ARTICLES)
    pairs = pairwise((*words, ""))
    return tuple(one for one, then in pairs if then != "ON" or one not in ("ALL", "BOTH"))


def _of_one_side(said: SpokenWords, language: str) -> SpokenWords:
    """The words where what is within a limb bears its side too: "my left foot and toes"."""
    within: Mapping[str, Mapping[str, str]] = lexicon(language).section("within")
    words = [one for one in said if one not in ("THE", "A", "MY")]
    for at in range(1, len(words) - 2):
        pair, joint, then = words[at - 1 : at + 1], words[at + 1], words[at + 2]
        first, side = sorted(pair, key=ONE_SIDE.__contains__)
        if side not in ONE_SIDE or joint != "AND" or words[at + 3 : at + 4] not in _ENDS:
            continue
        limb, part = (stem(one, language) for one in (first, then))
        parts = within.get(limb) or within.get(part, {})
        if not {limb, part} & parts.keys():
            continue
        more = [parts.get(part, then) if one == first else one for one in pair]
        return (*words[: at + 2], *more, *words[at + 3 :])
    return said


def may_be_of_other_limb(step: Step, text: str, answer: Answer) -> bool:
    """Whether a part that several limbs have was taken for another's: "pie y dedos", fingers."""
    within: Mapping[str, Mapping[str, str]] = lexicon(step.language).section("within")
    shared = set.intersection(*({*parts} for parts in within.values())) if within else set()
    words = words_in(text, step.language)
    limbs = within.keys() & {stem(one, step.language) for one in words}
    if not isinstance(step.item, Places) or len(limbs) != 1 or "HAND" in limbs:
        return False
    bare = ((one,) for one in words if stem(one, step.language) in shared)
    taken = {n for one in bare for n in names(step).at(one)[0]}
    return not taken.isdisjoint(numbers_of(step, answer))


def _around_side(words: SpokenWords, called: ChoiceNames, *, longer_than: int) -> SpokenWords:
    """The name at the start with the side that is said within it behind it; else nothing."""
    side = next((at for at, word in enumerate(words[1:6], start=1) if word in ONE_SIDE), 0)
    found, length = called.at((*words[:side], *words[side + 1 :])) if side else ((), 0)
    if len(found) != 1 or not longer_than < length > side:
        return ()
    return (*words[:side], *words[side + 1 : length + 1], words[side])


def _by_limb(said: SpokenWords, called: ChoiceNames) -> SpokenWords:
    """The words where a limb behind a place only bears its side.

    "The toes of my left foot"; and wherever the limb is on no list: "middle finger, right hand".
    """
    limbs = listed(lexicon(called.language).section("limbs"))
    words, left, at = tuple(one for one in said if one not in ("THE", "A")), list[str](), 0
    last = frozenset[int]()

    def borne(pair: SpokenWords, *, off_list: bool) -> list[str]:
        side = [one for one in pair if one in ONE_SIDE]
        limb = [one for one in pair if stem(one.lower(), called.language) in limbs]
        named = {one.lower() for n in last for one in called.words[n - 1][0]}.intersection(limbs)
        other = bool(named) and named.isdisjoint(stem(one.lower(), called.language) for one in limb)
        bears = len(side) == len(limb) == 1 and not (off_list and (other or called.at(limb)[0]))
        return ["ON", *side] if bears else []

    while at < len(words):
        if left and (side := borne(words[at : at + 2], off_list=True)):
            left += side
            at += 2
            continue
        found, length = called.at(words[at:])
        if inside := _around_side(words[at:], called, longer_than=length):
            left += inside
            at, last = at + len(inside), called.at(inside[:-1])[0]
            continue
        end, last = at + max(length, 1), found or last
        left += words[at:end]
        is_limb = any(stem(one.lower(), called.language) in limbs for one in words[at:end])
        if len(found) == 1 and words[end : end + 1] in (("OF",), ("ON",), ("IN",)) and not is_limb:
            side = borne(words[end + 1 : end + 3], off_list=False)  # no hand is on a foot
            left += side
            end += 3 if side else 0
        at = end
    return tuple(left)


@cache
def _glued(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds "2r" and "r2" by the letters of a language."""
    letters = "".join(lexicon(language).section("beside_numbers")["sides"])
    after = re.compile(rf"\d[{letters}?](?![^\W\d_])")
    return after, re.compile(rf"(?<!\w)[{letters}]\d+(?![\w?])")


def _letters(language: str) -> Mapping[str, str]:
    """The letters that are a side behind a name too: "hand r"."""
    right, left = key("right", language), key("left", language)
    return {"r": "RIGHT", "l": "LEFT", right: "RIGHT", left: "LEFT"}


def _without_too(words: SpokenWords) -> tuple[SpokenWords, bool]:
    """The words without "too" or "as well" at their end; whether that may have been a two."""
    match words:
        case (_, *_, "ALSO" | "AS"):  # of "as well", the "well" tells nothing
            return words[:-1], False
        case (_, *_, "TOO" | "TO"):
            return words[:-1], True
        case _:
            return words, False


def marked(step: Step, places: Sequence[Place], *, doubtful: bool = False) -> Reading:
    """What places come to together: an answer, a question for a side, or what is wrong."""
    if any(one.may_be for one in places):
        return _which_place(step, places)
    numbers = [place.number for place in places]
    problem = off_list(step, numbers) or _side_of_sideless(step, places)
    if problem:
        return problem
    sides = _sides_told(step, places)
    if sides is None:
        return again(step, tr("One place has two sides here."))
    problem = stands_alone(step, sorted({number for number, _ in sides}))
    if problem:
        return problem
    if any(side is None for _, side in sides):
        return _ask_side(step, sides)
    reading = ParsedAnswer(_answer(step, sides))
    typed = [(one.number, one.side or dict(sides)[one.number]) for one in places if one.by_number]
    return is_it(step, reading) if doubtful or len(set(typed)) < len(typed) else reading


def _which_place(step: Step, places: Sequence[Place]) -> Reading:
    """Ask which of the places that bear one name is meant, or whether all of them are.

    The one side that was said is offered with each place that has none: "right arm and leg".
    """
    said = {one.side for one in places if one.side}
    side = said.pop() if len(said) == 1 else None
    each = [[(n, one) for n in sorted(one.may_be) or [one.number]] for one in places]
    ways = [*product(*each), tuple(chain.from_iterable(each))]
    readings: list[tuple[str, Reading]] = []
    for way in ways if prod(map(len, each)) <= FEW else ():
        sided = [
            Place(n, (one.side or side) if step.choices[n - 1].sides else None) for n, one in way
        ]
        reading = marked(step, sided)
        if isinstance(reading, Rejected):
            return reading
        label = in_a_row(step, [n for n, _ in way])
        if isinstance(reading, ParsedAnswer):
            label = unstopped(step, reading.answer)
        readings.append((label, reading))
    return which_of(step, readings, most=FEW + 1)


def _side_of_sideless(step: Step, places: Sequence[Place]) -> Rejected | None:
    for place in places:
        choice = step.choices[place.number - 1]
        if place.side and not choice.sides:
            said = tr(
                "“{label}” has no left or right. Type {number} alone, or each part with its side.",
                label=choice.label,
                number=place.number,
            )
            return Rejected(said)
    return None


def _sides_told(step: Step, places: Sequence[Place]) -> list[Sided] | None:
    """Each place with its side; None if one place has sides that clash.

    They stand in the list's order, with one side each; where each becomes a row, in the order said,
    and a place that is said again with another side is another row.
    """
    told = [
        (place.number, place.side if step.choices[place.number - 1].sides else "whole")
        for place in places
    ]
    known = {number for number, side in told if side}
    told = [one for one in dict.fromkeys(told) if one[1] or one[0] not in known]
    if isinstance(step.question, Rows) and step.question.at_once:
        return told  # of "splint and brace left" one may lack its side
    sides: list[Sided] = []
    for number, several in groupby(sorted(told, key=itemgetter(0)), key=itemgetter(0)):
        each = {side for _, side in several}
        if len(each) > 1 and each != {"left", "right"}:
            return None
        sides.append((number, "both" if len(each) > 1 else each.pop()))
    return sides


def _ask_side(step: Step, sides: Sequence[Sided]) -> NeedsConfirmation:
    missing = [number for number, side in sides if side is None]
    options = [
        Option(
            tr(label),
            ParsedAnswer(_answer(step, [(number, told or side) for number, told in sides])),
            keys=_keys(side, step.language),
        )
        for label, side in _SIDES
    ]
    return NeedsConfirmation(_which_side(step, missing), (*options, none_meant(step)))


def _keys(side: Side, language: str) -> tuple[str, ...]:
    """What may be typed for a side besides its number and its label."""
    if side == "not_sure":
        unsure = lexicon(language).phrases("not_sure", "not_sure_which")
        return ("?", key("not_sure", language), *(" ".join(one) for one in unsure))
    return (side, side[0], *((key(side, language),) if side != "whole" else ()))


def _which_side(step: Step, missing: Sequence[int]) -> str:
    """The question for the side, which names the place that lacks it."""
    if len(missing) > 1:
        return tr("Which side is meant for {places}?", places=in_a_row(step, missing))
    label = step.choices[missing[0] - 1].label
    return tr("Which side is it: {place}?", place=f"{label[:1].lower()}{label[1:]}")


def _answer(step: Step, sides: Sequence[Sided]) -> Answer:
    first = step.choices[min(number for number, _ in sides) - 1].id
    if first in LISTED_STATES:
        return LISTED_STATES[first]
    return answered(tuple(Mark(step.choices[n - 1].id, side or "not_sure") for n, side in sides))
