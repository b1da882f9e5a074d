"""An answer to a list told in whole sentences: what is named there, and what only stands beside it.

A sentence falls into clauses. What a clause names is picked if nothing in it denies, doubts or
moves it to another time or person, and if no other word in it may bend it. A clause that names
nothing tells more of the rest. All the words stay beside the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mmn_check.bank.model import Date, Many, One, Places
from mmn_check.understanding.confirmed import joined
from mmn_check.understanding.labels import ARTICLES, names
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.named_clauses import (
    IDLE,
    MARKS,
    SHORTEST,
    NamedClause,
    is_structure,
    named_clause,
    named_clauses,
    strange_words,
)
from mmn_check.understanding.options import answer_one, calls_for_help, several
from mmn_check.understanding.parsed import NeedsConfirmation, ParsedAnswer, Reading, Rejected
from mmn_check.understanding.replies import excepts, says_no, takes_away, turns
from mmn_check.understanding.sides import ONE_SIDE
from mmn_check.understanding.talk import (
    Read,
    any_side,
    asked_for,
    begun_by,
    clauses_of,
    folded_words,
    is_none,
    keeping_words,
    other_times,
    phrases_in,
    told_in,
    without_phrases,
)
from mmn_check.understanding.utterance import alike, words_of
from mmn_check.understanding.words import (
    SIGNS,
    UNITS,
    in_full,
    is_number,
    stem,
    stems,
    words_in,
)
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import Answer, RoughDate

_FEWEST = 3
_MOST = 60
"""Words of a sentence that is read so."""
_FEW_WORDS = 5
"""So few words with a "too" at their end may end in a two."""
_STOPS = ".;!"
_BENDS = ("turns", "taken_back", "all_but", "told_of_others", "not_sure", "beyond", "asks_back")
_AGREES = ("yes", "firm_yes", "agrees", "says_nothing")
_JOINS = frozenset({"AND", "OF", "ON", "SIDE", "HAND"})


def told(step: Step, text: str, *, read: Read) -> Reading | None:
    """The answer that a sentence tells, with all of it beside; None where that is in doubt."""
    if not _may_tell(step, text):
        return None
    words = text.split()
    clauses = _meant(step, named_clauses(step, words))
    numbers = _picked(step, words, clauses)
    if not numbers or (any(step.choices[n - 1].exclusive for n in numbers) and len(numbers) > 1):
        return None
    if any(_is_unclear(step, clauses, at, numbers) for at in range(len(clauses))):
        return None
    answer = _answer(step, numbers, clauses, read)
    if answer is None or is_none(answer) or calls_for_help(step, answer):
        return None
    return keeping_words(step, text, ParsedAnswer(replace(answer, note="")))


def _may_tell(step: Step, text: str) -> bool:
    """Whether the text is a sentence about a list; no list of signs that may call for help is."""
    item, words, language = step.item, text.split(), step.language
    if not isinstance(item, One | Many | Places) or "?" in text:
        return False
    if step.question.urgent_if and not isinstance(item, One):
        return False
    places = isinstance(item, Places)
    ends_in_two = not {*words_in(words[-1], language)}.isdisjoint({"TO", "TOO"})
    if places and ends_in_two and len(words) <= _FEW_WORDS:
        return False
    rest = " ".join(without_phrases(words, language, "but_not"))
    return _FEWEST + places <= len(words) <= _MOST and not excepts(rest, language)


def with_remark(step: Step, text: str, reading: Reading, *, read: Read) -> Reading:
    """A number or a date in the first clause, where the rest only tells more: "Eight, on Monday".

    Else the reading as it is: of another number, a time or a "no" in the rest is asked.
    """
    first, *rest = clauses_of(text) or [""]
    if not isinstance(reading, Rejected | NeedsConfirmation) or not rest or "?" in text:
        return reading
    language, remark = step.language, " ".join(rest)
    known = ("past", "unreal", *_BENDS, *(["time_or_dose"] if isinstance(step.item, Date) else []))
    numbers = [one for one in words_in(remark, language) if is_number(one)]
    if numbers or len(remark.split()) < 2 or turns(remark, language):
        return reading
    if any(phrases_in(remark.split(), language, *known)):
        return reading
    told = read(first)
    if not isinstance(told, ParsedAnswer) or not told.answer.given:
        return reading
    value = told.answer.value
    if isinstance(value, RoughDate):
        return ParsedAnswer(replace(told.answer, value=replace(value, as_typed=text)))
    return (
        ParsedAnswer(replace(told.answer, note=text)) if isinstance(value, int | float) else reading
    )


def _meant(step: Step, clauses: Sequence[NamedClause]) -> Sequence[NamedClause]:
    """The clauses without those that only say what is not meant, or no more, beside what is.

    "Not the hips, it's my feet", "It used to be mornings, now it's the afternoon".
    """
    bent = [bool(one.named) and _is_bent(step, one) for one in clauses]
    meant = [one for one, is_bent in zip(clauses, bent, strict=True) if one.named and not is_bent]
    if not meant:
        return clauses
    past = lexicon(step.language).phrases("past_asked")
    asks_of_now = past.isdisjoint((one,) for one in words_of(step.item.ask))
    now = asks_of_now and any(
        any(phrases_in(one.words, step.language, "at_present")) for one in meant
    )
    left = [
        one
        for one, is_bent in zip(clauses, bent, strict=True)
        if not (is_bent and (_denies_named(step, one) or (now and _is_past(step, one))))
        and (
            one.named
            or _has_side(one, step.language)
            or without_phrases(one.words, step.language, *_AGREES)
        )
    ]
    denied, named = (
        {number for one in some for naming in one.named for number in naming.found}
        for some in ([one for one in clauses if one not in left], left)
    )
    return left if denied.isdisjoint(named) else clauses  # "not for pain, cramps or tiredness"


def _has_side(clause: NamedClause, language: str) -> bool:
    """Whether a side is said in the clause: of places, "right" alone is no yes."""
    return any_side(" ".join(clause.words), language)


def _denies_named(step: Step, clause: NamedClause) -> bool:
    """Whether a clause is a plain denial of what it names: "not the hips"."""
    first = clause.named[0].start
    before = without_phrases(clause.words[:first], step.language, "joins_clause", *IDLE)
    lead = [
        one
        for one in folded_words(before)
        if not is_structure(one, step.language) or turns(one, step.language)
    ]
    denies = (
        all(one.whole for one in clause.named)
        and len(lead) == 1
        and takes_away(lead[0], step.language)
    )
    inside = {at - first for at in clause.inside}
    return denies and not strange_words(step, clause.words[first:], inside)


def _is_past(step: Step, clause: NamedClause) -> bool:
    """Whether a clause is of the past, and bent by nothing else."""
    words = without_phrases(clause.words, step.language, "past", "joins_clause")
    fewer = len(words) < len(clause.words)
    return fewer and not _is_bent(step, named_clause(step, words, words))


def _picked(step: Step, words: Sequence[str], clauses: Sequence[NamedClause]) -> frozenset[int]:
    """The numbers of all that is named; none where a name may be several choices."""
    found = [one.found for clause in clauses for one in clause.named]
    if not found:
        return frozenset()
    common = frozenset.intersection(*found)
    if isinstance(step.item, One):
        return common if len(common) == 1 else frozenset()
    sure = [one if len(one) == 1 else _told_apart(step, one, words) for one in found]
    if any(len(one) != 1 for one in sure):
        return frozenset()
    return frozenset().union(*sure)


def _told_apart(step: Step, found: frozenset[int], words: Sequence[str]) -> frozenset[int]:
    """Of several that bear one name, the one whose own word is said too: "in my left arm"."""
    spoken = frozenset(stems(in_full(words_in(" ".join(words), step.language)), step.language))
    held = {n: names(step, synonyms=False).words[n - 1][0] for n in found}
    own = {
        n: held[n] - frozenset().union(*(held[other] for other in found if other != n))
        for n in found
    }
    return frozenset(n for n in found if own[n] & spoken)


def _is_unclear(
    step: Step, clauses: Sequence[NamedClause], at: int, picked: frozenset[int]
) -> bool:
    """Whether a clause may mean something else than what is picked."""
    clause = clauses[at]
    if _is_bent(step, clause):
        return True
    strange = strange_words(step, clause.words, clause.inside)
    if clause.named:
        other = names(step).akin(words_in(" ".join(strange), step.language)) - picked
        doubtful = not all(one.certain for one in clause.named) and not _is_said(step, clauses, at)
        denied = [word for n in picked for word in _denied_in(step, n)]
        opposite = any(alike(word, one) for word in strange for one in denied)
        unsure = doubtful and bool(_bends(step, clause))
        return bool(other) or opposite or unsure or _counts(step, clause)
    said = words_in(" ".join(clause.words), step.language)
    if names(step).mentions(said):
        akin = names(step).akin(said)
        several = isinstance(step.item, Many)
        return not (akin and akin <= picked) if several else picked.isdisjoint(akin)
    may_open = at > 0 or isinstance(step.item, One)
    return bool(strange) and not (may_open and _is_remark(step, clause.words))


def _denied_in(step: Step, number: int) -> Sequence[str]:
    """The words of a label that says what is not: "trying" of "weight loss without trying"."""
    label = step.choices[number - 1].label
    words = words_of(label) if says_no(label, step.language) else ()
    return [one for one in words if len(one) >= SHORTEST]


def _is_said(step: Step, clauses: Sequence[NamedClause], at: int) -> bool:
    """Whether all that a clause names is named by another clause without a strange word."""
    plain = [
        frozenset().union(*(one.found for one in other.named))
        for place, other in enumerate(clauses)
        if place != at and not strange_words(step, other.words, other.inside)
    ]
    found = frozenset().union(*(one.found for one in clauses[at].named))
    return found <= frozenset().union(*plain)


def _bends(step: Step, clause: NamedClause) -> list[str]:
    """The strange words of a clause, but for more behind a name: "aspirin for my heart"."""
    first = min(one.end for one in clause.named)
    details = lexicon(step.language).phrases("details")
    plain = folded_words(clause.words)
    detail = next((at for at in range(first, len(plain)) if (plain[at],) in details), len(plain))
    inside = clause.inside | set(range(detail, len(plain)))
    return strange_words(step, clause.words, inside)


def _is_remark(step: Step, clause: Sequence[str]) -> bool:
    """Whether a clause only tells more; of a list, what has no verb of its own may be on it."""
    language = step.language
    if isinstance(step.item, One):
        return not begun_by(clause, language, "contrasts")
    joined = begun_by(clause, language, "joins_item", "contrasts")
    return len(clause) > 2 and not joined and begun_by(clause, language, "opens_remark") > 0


def _is_bent(step: Step, clause: NamedClause) -> bool:
    """Whether a clause denies, doubts, or is of another time or person."""
    language = step.language
    words = ["-" if at in clause.inside else one for at, one in enumerate(clause.words)]
    left = without_phrases(words, language, "says_nothing", *asked_for(step))
    left = left[begun_by(left, language, "joins_clause") :]
    remarks = isinstance(step.item, Places) and not (clause.named or _has_side(clause, language))
    if (
        remarks
        and not any(phrases_in(left, language, "points_back", "taken_back", "told_of_others"))
        and len(left) > 2
    ):
        return False
    hard = without_phrases(left, language, "softened")
    if any(phrases_in(hard, language, *_BENDS)) or turns(" ".join(left), language):
        return True
    if not clause.named:
        return False
    then = ("only_then",) if isinstance(step.item, One) else ()
    return any(phrases_in(left, language, *then, *other_times(step)))


def _counts(step: Step, clause: NamedClause) -> bool:
    """Whether a number is said besides what is named that may pick otherwise than the names do."""
    language, any_number = step.language, isinstance(step.item, One)
    rest = ["," if at in clause.inside else one for at, one in enumerate(clause.words)]
    anchors = lexicon(language).phrases("time_or_dose")
    return any(
        is_number(one) and one != "#1"
        for one, then in pairwise([*words_in(" ".join(rest), language), ","])
        if any_number or not (stem(then, language) in UNITS or (then,) in anchors or len(one) == 4)
    )


def _answer(
    step: Step, numbers: frozenset[int], clauses: Sequence[NamedClause], read: Read
) -> Answer | None:
    """What the choices come to; places with the one side that is said, else as they are read."""
    match step.item:
        case One():
            return answer_one(step, *numbers)
        case Many():
            reading = several(step, sorted(numbers))
            return reading.answer if isinstance(reading, ParsedAnswer) else None
        case _:
            return _placed(step, numbers, clauses, read)


def _placed(
    step: Step, numbers: frozenset[int], clauses: Sequence[NamedClause], read: Read
) -> Answer | None:
    """The places with their sides; between full stops each part has the sides said there."""
    answers = [_placed_at_once(step, some, read) for some in _between_stops(clauses)]
    told = [one for one in answers if one is not None]
    if not told or any(one is None for one in answers):
        return None
    whole = told[0]
    for one in told[1:]:
        both = joined(step, whole, one)
        if not isinstance(both, ParsedAnswer):
            return None
        whole = both.answer
    picked = {pick.choice.id for pick in picked_by(step, whole)}
    return whole if picked and picked <= {step.choices[n - 1].id for n in numbers} else None


def _between_stops(clauses: Sequence[NamedClause]) -> Iterator[Sequence[NamedClause]]:
    """The clauses of each sentence that names something."""
    some: list[NamedClause] = []
    for clause in clauses:
        some.append(clause)
        if clause.words[-1][-1] in _STOPS:
            if any(one.named for one in some):
                yield some
            some = []
    if any(one.named for one in some):
        yield some


def _placed_at_once(step: Step, clauses: Sequence[NamedClause], read: Read) -> Answer | None:
    said = " ".join(_core(step, one) for one in clauses).strip(MARKS + " ").split()
    while said and words_in(said[0], step.language) == ("AND",):
        said = said[1:]
    core = " ".join(said)
    reading = read(core)
    sides = ONE_SIDE.keys() & {*words_in(core, step.language)}
    answer = told_in(reading) if len(sides) < 2 or isinstance(reading, ParsedAnswer) else None
    return answer if answer is not None and answer.given else None


def _core(step: Step, clause: NamedClause) -> str:
    """What a clause names, and its sides, in its own words and marks."""
    language, inside = step.language, clause.inside
    kept = [
        word
        for at, word in enumerate(clause.words)
        if at in inside
        or {*words_in(word, language)} - SIGNS <= _JOINS | ONE_SIDE.keys() | ARTICLES
    ]
    sided = any(not ONE_SIDE.keys().isdisjoint(words_in(one, language)) for one in kept)
    if not clause.named and not sided:
        return ""
    mark = "," if clause.words[-1][-1] in MARKS and clause.words[-1] not in kept[-1:] else ""
    return " ".join(kept) + mark
