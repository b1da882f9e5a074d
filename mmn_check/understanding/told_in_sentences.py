"""An answer to a list told in whole sentences: what is named there, and what only stands beside it.

A sentence falls into clauses. What a clause names is picked if nothing in it denies, doubts or
moves it to another time or person, and if no other word in it may bend it. A clause that names
nothing tells more of the rest. All the words stay beside the answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mmn_check.bank.model import Many, One, Places, YesNo
from mmn_check.understanding.choices import may_go_with
from mmn_check.understanding.labels import choices_by_side, names
from mmn_check.understanding.lexicon import alike, lexicon, words_of
from mmn_check.understanding.named_clauses import (
    IDLE,
    SHORTEST,
    NamedClause,
    Naming,
    is_structure,
    named_clause,
    named_clauses,
    or_denied,
    strange_words,
)
from mmn_check.understanding.options import FEW, calls_for_help, is_it, numbers_of, several
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading, Rejected
from mmn_check.understanding.places import marked
from mmn_check.understanding.replies import (
    echoes,
    excepts,
    is_body,
    reply,
    says_no,
    takes_away,
    turns,
)
from mmn_check.understanding.sides import (
    NAMED,
    ONE_SIDE,
    Break,
    Place,
    SideHeard,
    borne_by_limbs,
    headed,
    is_limb,
    paired,
    side_at,
)
from mmn_check.understanding.talk_around import (
    Read,
    any_side,
    asked_for,
    asked_in_any_words,
    begun_by,
    clauses_of,
    folded_words,
    is_able,
    is_for_another,
    is_none,
    is_side,
    keeping_words,
    kept_beside,
    of_now,
    other_times,
    phrases_in,
    plainly_said,
    without_phrases,
)
from mmn_check.understanding.utterance import (
    UNITS,
    SpokenWords,
    in_full,
    is_number,
    numbers_alone,
    says,
    stem,
    stems,
    words_in,
)
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import Answer, Mark, answered

_FEWEST = 3
_MOST = 60
"""Words of a sentence that is read so."""
_TOLD_AT_LENGTH = 6
"""Words of which a few may be strange without making the rest so."""
_FEW_WORDS = 5
"""So few words with a "too" at their end may end in a two."""
_STOPS = ".;!"
_MOST_HEADS = 8
"""Marks behind which the rest of a text may be a remark."""
_MARKS = re.compile(r"(?<![,.;:!])[,.;:!]+\s+|\s[-–—]\s")
_TAKES_BACK = ("taken_back", "not_sure", "asks_back")
_OPENS = ("opens_remark", "begins_remark", "joins_remark", "details", "narrows")
"""What a clause begins with that only tells more."""
_BENDS = ("turns", "taken_back", "all_but", "told_of_others", "not_sure", "beyond", "asks_back")
_HOLDS = frozenset({"OF", "ON", "IN"})
"""What joins a part to its limb: "the fingers of my left hand"."""
_AGREES = ("yes", "firm_yes", "agrees", "says_nothing")
_NO_AGAIN = ("firm_no", "no_again")
"""What says a no once more: "No, not really"."""


def told_at_length(step: Step, text: str, *, refused: bool) -> Reading | None:
    """The answer that a sentence tells, with all of it beside; None where that is in doubt.

    Where some clauses are clear and others are not, the latter are asked for again, unless they
    may be named by what is asked about now. What else would be `refused` is asked about.
    """
    words = text.split()
    told = _meant(step, named_clauses(step, words)) if _may_tell(step, text) else []
    if len(words) < _FEWEST and len(told) < 2:
        return None  # "Buttons too"
    offers = refused and isinstance(step.item, Places)
    clauses = [one for one in told if not (offers and _is_vague(step, words, one))]
    numbers = _picked(step, words, clauses)
    clear = [one for at, one in enumerate(clauses) if not _is_unclear(step, clauses, at, numbers)]
    unclear = [one for one in told if one not in clear]
    answer = _answer(step, words, clear)
    if answer and not unclear:
        told_at_once = keeping_words(step, text, ParsedAnswer(answer))
        return None if is_able(step, text) else told_at_once
    if answer and not isinstance(step.item, One):
        strange = not any(_mentions(step, one) or _is_bent(step, one) for one in unclear)
        lost = " ".join(word for one in unclear for word in one.words).strip(",;.:!…")
        kept = ParsedAnswer(replace(answer, note=text))
        asks = strange or (refused and len(words) >= _TOLD_AT_LENGTH)
        return kept_beside(step, kept, lost) if asks else None
    return _offered(step, text, clear, clauses) if refused else None


def _offered(
    step: Step, text: str, clear: Sequence[NamedClause], told: Sequence[NamedClause]
) -> Reading | None:
    """A question for the side that the clear clauses lack, else for what is named and not bent."""
    words = text.split()
    if len(words) < _TOLD_AT_LENGTH:
        return None
    rest = without_phrases(words, step.language, "as_well")
    well = any(phrases_in(rest, step.language, "well", "none", "taken_back"))
    if isinstance(step.item, Places) and not well:
        placed = _placed(step, words, clear) if _picked(step, words, clear) else None
        if isinstance(placed, NeedsConfirmation):
            return keeping_words(step, text, placed, always=True)
    bent = [one for one in told if one.named and _is_bent(step, one)]
    named = _answer(step, words, [one for one in told if one not in bent])
    if named is None:
        return None
    kept = ParsedAnswer(replace(named, note=text))
    lost = " ".join(word for one in bent for word in one.words).strip(",;.:!…")
    return kept_beside(step, kept, lost) if bent else is_it(step, kept)


def _mentions(step: Step, clause: NamedClause) -> bool:
    """Whether a clause names anything on the list, or shares a word with a few choices of it."""
    akin = names(step).akin(words_in(" ".join(clause.words), step.language))
    return bool(clause.named) or 0 < len(akin) <= FEW


def _is_vague(step: Step, words: Sequence[str], clause: NamedClause) -> bool:
    """Whether a clause names what may be several choices: a hand, of what twitches or cramps."""
    several = any(len(_called(step, words, clause, one)) != 1 for one in clause.named)
    only_sided = not clause.named and _has_side(clause, step.language)
    return several or (only_sided and _mentions(step, clause))


def _may_tell(step: Step, text: str) -> bool:
    """Whether the text is a sentence about a list; no list of signs that may call for help is."""
    item, words, language = step.item, text.split(), step.language
    if not isinstance(item, One | Many | Places) or "?" in text:
        return False
    if any(phrases_in(words, language, "or_not")):
        return False
    if is_for_another(step, text):
        return False
    if step.question.urgent_if and not isinstance(item, One):
        return False
    first, last = (words_in(one, language) for one in (words[0], words[-1])) if words else ("", "")
    few = len(words) <= _FEW_WORDS
    hangs = not {"AND", "OR"}.isdisjoint((*(first if few else ()), *last))
    ends_in_two = not {"TO", "TOO"}.isdisjoint(last) and few
    if isinstance(item, Places) and (hangs or ends_in_two):
        return False
    inside = named_clause(step, words).inside if isinstance(item, One) else ()  # "trabajo menos"
    unnamed = [one for at, one in enumerate(words) if at not in inside]
    rest = " ".join(without_phrases(unnamed, language, "but_not"))
    return _FEWEST - isinstance(item, Many) <= len(words) <= _MOST and not excepts(rest, language)


def with_remark(step: Step, text: str, reading: Reading, *, read: Read) -> Reading:
    """What the first clauses answer, where the rest only tells more: "Weaker, by a lot".

    Else the reading as it is: what may change the answer, or be more of it, is asked.
    """
    if not isinstance(reading, Rejected | NeedsConfirmation) or "?" in text:
        return reading
    for head, rest, whole in _heads(step, text):
        told = read(head)
        if not isinstance(told, ParsedAnswer) and not isinstance(step.item, YesNo):
            told = plainly_said(step, head, read=read) or told
        if not isinstance(told, ParsedAnswer) and step.choices:
            told = told_at_length(step, head, refused=False) or told
        match told:
            case ParsedAnswer(answer) if two := _of_other_side(step, answer, rest):
                return ParsedAnswer(replace(two, note=text))
            case ParsedAnswer(answer) if answer.given and of_now(step, head, told) == told:
                if _tells_more(step, answer, rest, whole=whole):
                    idle = ("says_nothing", "frames", "no_more")
                    more = answer.note or without_phrases(rest.split(), step.language, *idle)
                    return ParsedAnswer(replace(answer, note=text if more else ""))
    return reading


def _heads(step: Step, text: str) -> Iterator[tuple[str, str, bool]]:
    """What may answer, what stands besides, and whether a sentence ends between them.

    That is the beginning, the longest first.
    """
    for mark in reversed([*_MARKS.finditer(text)][:_MOST_HEADS]):
        yield text[: mark.start()], text[mark.end() :], mark[0][0] in _STOPS
    words, plain = text.split() if step.choices else [], folded_words(text.split())
    for at in range(min(len(words), _MOST) - 1, 0, -1):
        joint = words_in(words[at - 1], step.language) in (("AND",), ("ALSO",))
        item = joint or (plain[at],) in names(step).begun  # of "when I use the muscle"
        if not item and begun_by(words[at:], step.language, "joins_remark"):
            yield " ".join(words[:at]), " ".join(words[at:]), False


def _tells_more(step: Step, answer: Answer, rest: str, *, whole: bool) -> bool:
    """Whether the words behind what is picked tell more of it: none names another or takes it back.

    `whole` tells that a sentence ends before them.
    """
    language, words = step.language, rest.split()
    sides = isinstance(step.item, Places) or choices_by_side(step) or step.marks
    timed = not UNITS.isdisjoint(stems(words_in(rest, language), language))
    urgent = step.question.urgent_if and (timed or not isinstance(step.item, One))
    if urgent or calls_for_help(step, answer) or excepts(rest, language):
        return False
    if is_for_another(step, rest):
        return False
    hard = without_phrases(words, language, "softened")
    if any(phrases_in(hard, language, *_TAKES_BACK, "only_then")) or (
        sides and any_side(rest, language)
    ):
        both = all(one.mark and one.mark.side == "both" for one in picked_by(step, answer))
        return both and _tells_worse_side(words, language)
    return all(_adds(step, answer, one.split(), whole=whole) for one in clauses_of(rest))


def _of_other_side(step: Step, answer: Answer, rest: str) -> Answer | None:
    """The one place with both sides, where the rest adds its other: "a little in the left too"."""
    language = step.language
    left = without_phrases(rest.split(), language, "softened", "side_more", "as_well", "details")
    sides = [ONE_SIDE[one] for one in words_in(rest, language) if one in ONE_SIDE]
    more = len(left) < len(rest.split()) and is_side(left, language)
    match (*answer.marks, *sides):
        case (Mark(place, side), other) if more and {side, other} == {"left", "right"}:
            return answered((Mark(place, "both"),))
        case _:
            return None


def _adds(step: Step, answer: Answer, clause: Sequence[str], *, whole: bool) -> bool:
    """Whether a clause behind what is picked only adds to it."""
    language, rest = step.language, " ".join(clause)
    if isinstance(step.item, YesNo):
        return _adds_to_reply(step, answer, clause)
    if not without_phrases(clause, language, "says_nothing"):
        return True
    other = reply(rest, "", language)
    denies = other is not None and other.meaning == "no" and other.certainty == "clear"
    if says(rest, language, "no_more") and not (numbers_alone(rest, language) or denies):
        return True
    picked = numbers_of(step, answer)
    contrasts = is_none(answer) and begun_by(clause, language, "contrasts", "narrows")
    said, named = words_in(rest, language), named_clause(step, clause)
    if contrasts or _may_pick(step, said):
        return False
    hard = isinstance(step.item, Many) and "has_trouble" in asked_for(step)  # "the keys neither"
    if named.named and not hard and _denies(step, named, whole=whole):
        return True
    if _names_other(step, clause, picked):
        return False
    akin = names(step).akin(said)
    if whole and akin and akin.isdisjoint(picked) and takes_away(rest, language):
        strange = without_phrases(strange_words(step, clause, set()), language, "so_far")
        more = [one for one in strange if not names(step).akin([one])]
        only = all(takes_away(one, language) for one in more)  # "I never smoked"
        return only and "has_trouble" not in asked_for(step)
    in_places = isinstance(step.item, Places) and any(is_body(one, language) for one in said)
    short_no = other is not None and other.meaning == "no" and len(clause) < _FEWEST
    if frozenset(picked) == names(step).exact.get(("NO",)) and says(rest, language, *_NO_AGAIN):
        return True
    bends = turns(rest, language) or any(phrases_in(clause, language, "well"))
    if whole and akin and akin <= picked and not bends:
        return True  # of a foot: "It slaps on the pavement"
    return not (in_places or denies or short_no) and _tells_of_it(step, clause, whole=whole)


def _adds_to_reply(step: Step, answer: Answer, clause: Sequence[str]) -> bool:
    """Whether a clause behind a yes or a no only adds to it: no "Yes, but not any more."."""
    language, rest, asked = step.language, " ".join(clause), asked_in_any_words(step)
    bent = says_no(asked, language) or "ALSO" in words_in(rest, language)
    but = clause[begun_by(clause, language, "contrasts") :]
    against = reply(" ".join(but), asked, language)
    if against and against.certainty == "clear" and against.meaning != answer.value:
        return False
    if other := reply(rest, asked, language):
        return other.meaning == answer.value and not bent
    opened = begun_by(clause, language, *_OPENS) > 0
    return opened and not bent and not echoes(rest, asked, language)


def _tells_of_it(step: Step, clause: Sequence[str], *, whole: bool) -> bool:
    """Whether a clause that names no other choice tells of the one picked, and turns nothing."""
    language, one = step.language, isinstance(step.item, One)
    opened = begun_by(clause, language, *_OPENS) > 0
    told = opened and len(clause) > 2 and (whole or one)
    if turns(" ".join(without_phrases(clause, language, "softened")), language) and not told:
        return False
    left = " ".join(without_phrases(clause, language, *IDLE))
    tells = whole and any(phrases_in(clause, language, "does_good", "does_harm"))
    well = any(phrases_in(clause, language, "well"))  # "..., again and again is okay"
    plain = is_structure(" ".join(clause), language) or is_structure(left, language)
    return one or opened or tells or (plain and not well)


def _may_pick(step: Step, said: SpokenWords) -> bool:
    """Whether numbers alone, one that measures nothing in a list, or an "or" may pick otherwise."""
    if all(is_number(one) or one in ("THE", "NUMBER", "AND", ",") for one in said):
        return True
    around = zip((",", *said[:-1]), said, (*said[1:], ","), strict=True)
    return any(
        (one == "OR" and not (is_number(before) and is_number(then)))
        or (
            isinstance(step.item, Many | Places)
            and is_number(one)
            and not {before, then, stem(then, step.language)} & {*UNITS, "OUT_OF", "OF"}
        )
        for before, one, then in around
    )


def _names_other(step: Step, clause: Sequence[str], picked: Collection[int]) -> bool:
    """Whether words name a choice that is not picked, share a telling word with it, or its unit."""
    language, called, text = step.language, names(step), " ".join(clause)
    said, lists = words_in(text, language), isinstance(step.item, Many | Places)
    hard = lists and "has_trouble" in asked_for(step)  # "I can't pinch either"
    others = {
        n
        for n, one in enumerate(step.choices, start=1)
        if n not in picked and (hard or may_go_with(one, text, text, language))
    }
    labels, one = names(step, synonyms=False), isinstance(step.item, One)
    whole = [found for start, end, found in called.spans(said) if end - start > one]
    whole += [found for *_, found in labels.spans(said)]
    if any(found.isdisjoint(picked) and found & others for found in whole):
        return True
    hedged = without_phrases(folded_words(clause), language, "hedges", "softened")
    own = {word for n in picked for name in called.words[n - 1] for word in name}
    strange = [
        one
        for one in words_in(" ".join(hedged), language)
        if one.islower() and not any(alike(one, word, language) for word in own)
    ]
    units = {stem(then, language) for one, then in pairwise(said) if is_number(one) or one == "A"}
    held = {word for n in others for name in labels.words[n - 1] for word in name}
    return bool(labels.akin(strange) & others or units & {*UNITS} & held)


def _meant(step: Step, clauses: Sequence[NamedClause]) -> Sequence[NamedClause]:
    """The clauses without those that only say what is not meant, beside what is.

    "Not the hips, it's my feet".
    """
    meant = [one for one in clauses if one.named and not _is_bent(step, one)]
    if not meant:
        return clauses
    times = [any(phrases_in(one.words, step.language, "at_present")) for one in meant]
    now = any(times) and "was_once" not in asked_for(step)
    because = {"does_good", "does_harm"}.isdisjoint(asked_for(step)) and len(meant) > 1
    left = [
        one
        for at, one in enumerate(clauses)
        if not (_is_behind_both(step, clauses, at) and _tells_worse_side(one.words, step.language))
        and not (because and begun_by(one.words, step.language, "reasons"))
        and not (one.named and one not in meant and _denies(step, one, whole=_begins(clauses, at)))
        and not (one.named and one not in meant and now and _is_past(step, one))
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


def _is_behind_both(step: Step, clauses: Sequence[NamedClause], at: int) -> bool:
    return at > 0 and "BOTH" in words_in(" ".join(clauses[at - 1].words), step.language)


def _begins(clauses: Sequence[NamedClause], at: int) -> bool:
    """Whether a sentence ends before a clause."""
    return at > 0 and clauses[at - 1].words[-1][-1] in _STOPS


def _tells_worse_side(words: Sequence[str], language: str) -> bool:
    """Whether words behind both sides only tell which is worse: "Both hands, mostly the left"."""
    left = without_phrases(words, language, "side_more", "joins_clause")
    return len(left) < len(words) and is_side(left, language)


def _has_side(clause: NamedClause, language: str) -> bool:
    """Whether a side is said in the clause: of places, "right" alone is no yes."""
    return any_side(" ".join(clause.words), language)


def _denies(step: Step, clause: NamedClause, *, whole: bool = False) -> bool:
    """Whether a clause only denies what it names, or says that it is well: "the legs are fine".

    Of a part of the body a `whole` sentence must say so.
    """
    language, first = step.language, clause.named[0].start
    if not all(one.whole for one in clause.named):
        return False
    words = [one for at, one in enumerate(clause.words) if at not in clause.inside]
    well = without_phrases(words, language, "well")
    if len(well) < len(words) and not without_phrases(well, language, *IDLE, *asked_for(step)):
        hard = isinstance(step.item, Places) or "has_trouble" in asked_for(step)
        return isinstance(step.item, One) or (whole and hard)
    before = without_phrases(clause.words[:first], language, "joins_clause", "so_far", *IDLE)
    lead = [
        one
        for one in folded_words(before)
        if not is_structure(one, language) or turns(one, language)
    ]
    inside = {at - first for at in clause.inside}
    behind = strange_words(step, clause.words[first:], inside)
    denial = [*lead, *without_phrases(behind, language, "so_far")]
    return len(denial) == 1 and takes_away(denial[0], language)


def _is_past(step: Step, clause: NamedClause) -> bool:
    """Whether a clause is of the past, and bent by nothing else: "It used to be the right"."""
    words = without_phrases(clause.words, step.language, "past", "joins_clause")
    return len(words) < len(clause.words) and not _is_bent(step, named_clause(step, words))


def _picked(step: Step, words: Sequence[str], clauses: Sequence[NamedClause]) -> frozenset[int]:
    """The numbers of all that is named; none where a name may be several choices."""
    found = [one.found for clause in clauses for one in clause.named]
    if not found:
        return frozenset()
    common = frozenset.intersection(*found)
    if isinstance(step.item, One):
        return common if len(common) == 1 else frozenset()
    sure = [_called(step, words, some, one) for some in clauses for one in some.named]
    if any(len(one) != 1 for one in sure):
        return frozenset()
    return frozenset().union(*sure)


def _called(
    step: Step, words: Sequence[str], clause: NamedClause, naming: Naming
) -> frozenset[int]:
    """Of several that bear a name, the one whose own word is said with it or before.

    "In my left arm" is of the twitches that were told, and not of the cramps still to be told.
    """
    found, inside = naming.found, clause.words[naming.start : naming.end]
    if len(found) == 1:
        return found
    rest = [one for one in words[: clause.end] if one not in inside or not naming.whole]
    spoken = frozenset(stems(in_full(words_in(" ".join(rest), step.language)), step.language))
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
    if _is_bent(step, clause) or _is_of_another(step, clause):
        return True
    strange = strange_words(step, clause.words, clause.inside)
    if clause.named:
        other = names(step).akin(words_in(" ".join(strange), step.language)) - picked
        doubtful = not all(one.certain for one in clause.named) and not _is_said(step, clauses, at)
        denied = [word for n in picked for word in _denied_in(step, n)]
        opposite = any(alike(word, one, step.language) for word in strange for one in denied)
        unsure = doubtful and bool(_bends(step, clause))
        stated = isinstance(step.item, One) and bool(strange) and _tells_state(step, clause)
        return bool(other) or opposite or unsure or stated or _counts(step, clause)
    said = words_in(" ".join(clause.words), step.language)
    if numbers_alone(" ".join(clause.words), step.language):
        return True  # "steroid tablets, number 9"
    if names(step).mentions(said):
        akin = names(step).akin(said)
        several = isinstance(step.item, Many) or (isinstance(step.item, Places) and bool(strange))
        return not (akin and akin <= picked) if several else picked.isdisjoint(akin)
    may_open = at > 0 or isinstance(step.item, One)
    return bool(strange) and not (may_open and _is_remark(step, clause.words))


def _tells_state(step: Step, clause: NamedClause) -> bool:
    """Whether a part of the body is said to be in some state: "My hands are of iron"."""
    words = words_in(" ".join(clause.words), step.language)
    body = any(is_body(one, step.language) for one in words)
    return body and any(phrases_in(clause.words, step.language, "tells_state"))


def _is_of_another(step: Step, clause: NamedClause) -> bool:
    """Whether what is named tells what is named before it is of: vaccinated "for the flu"."""
    for one, other in pairwise(clause.named if not isinstance(step.item, Places) else ()):
        between = clause.words[one.end : other.start]
        joins = words_in(" ".join(between), step.language)[:1] == ("OF",)
        joins = joins or begun_by(between, step.language, "for_what") > 0
        if joins and one.found.isdisjoint(other.found):
            return True
    return False


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
    opens = ("opens_remark", *(["joins_remark"] if isinstance(step.item, Places) else []))
    return len(clause) > 2 and not joined and begun_by(clause, language, *opens) > 0


def _is_bent(step: Step, clause: NamedClause) -> bool:
    """Whether a clause denies, doubts, or is of another time or person."""
    language = step.language
    if is_able(step, " ".join(clause.words)):
        return True
    words = ["-" if at in clause.inside else one for at, one in enumerate(clause.words)]
    left = without_phrases(words, language, "says_nothing", *asked_for(step))
    left = left[begun_by(left, language, "joins_clause", *or_denied(step)) :]
    remarks = isinstance(step.item, Places) and not (clause.named or _has_side(clause, language))
    if (
        remarks
        and not any(phrases_in(left, language, "points_back", "taken_back", "told_of_others"))
        and len(left) > 2
    ):
        return False
    hard = without_phrases(left, language, "softened")
    if any(phrases_in(hard, language, *_BENDS)) or turns(" ".join(hard), language):
        return True
    if not clause.named:
        return False
    then = ("only_then",) if isinstance(step.item, One) else ()
    soft = [run for run in phrases_in(left, language, "softened") if run[1] - run[0] > 1]
    inside = {at for run in soft for at in range(*run)}  # no "like" of "looks like"
    plain = [one for at, one in enumerate(left) if at not in inside]
    return any(phrases_in(plain, language, *then, *other_times(step)))


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


def _answer(step: Step, words: Sequence[str], clauses: Sequence[NamedClause]) -> Answer | None:
    """What all that is named comes to, if it is no none and calls for no help.

    Places have the one side that is said, else as they are read.
    """
    numbers = sorted(_picked(step, words, clauses))
    if not numbers:
        return None
    reading: Reading | None
    match step.item:
        case Places():
            reading = _placed(step, words, clauses)
        case _:
            reading = several(step, numbers)
    answer = reading.answer if isinstance(reading, ParsedAnswer) else None
    doubtful = answer is None or is_none(answer) or calls_for_help(step, answer)
    return None if doubtful else answer


def _placed(step: Step, words: Sequence[str], clauses: Sequence[NamedClause]) -> Reading | None:
    """The places with the sides that are said with them, or hold for them."""
    heard, borne = list[SideHeard](), False
    for clause in clauses:
        if heard and words_in(clause.words[0], step.language) == ("AND",):
            heard.append(Break(joins=True))
        tokens = headed(_tokens(step, words, clause))
        said = borne_by_limbs(tokens, step.language)
        if borne and _names_limb(clause, step.language):
            heard.append(Break(ends_heading=True))
        borne = borne or said.count(":") > tokens.count(":")
        heard += [*_sided(said), Break(ends_sentence=clause.words[-1][-1] in _STOPS)]
    places = paired(heard, step.choices, step.language)
    return marked(step, places) if places else None


def _names_limb(clause: NamedClause, language: str) -> bool:
    """Whether a part of the body that is within no other is named: a calf, but no finger."""
    named = " ".join(clause.words[at] for at in sorted(clause.inside))
    within = {part for parts in lexicon(language).section("within").values() for part in parts}
    words = {stem(one, language) for one in words_in(named, language)} - within - ONE_SIDE.keys()
    return any(is_body(one, language) for one in words)


def _tokens(step: Step, words: Sequence[str], clause: NamedClause) -> Sequence[str]:
    """What a clause names, with the sides around it or in it."""
    tokens, at, limb = list[str](), 0, False
    for one in clause.named:
        before = words_in(" ".join(clause.words[at : one.start]), step.language)
        inside = words_in(" ".join(clause.words[one.start : one.end]), step.language)
        bears = at > 0 and not limb and not _HOLDS.isdisjoint(before)
        limb = is_limb(inside, step.language)
        name = [f"{NAMED}{number}" for number in _called(step, words, clause, one)]
        sides = [word for word in inside if word in ONE_SIDE]
        tokens += [*before, *(inside if limb and bears else (*sides, *name))]
        at = one.end
    return [*tokens, *words_in(" ".join(clause.words[at:]), step.language)]


def _sided(words: SpokenWords) -> Iterator[SideHeard]:
    at = 0
    while at < len(words):
        side, taken = side_at(words, at)
        if side:
            yield side
        elif words[at][0] == NAMED:
            yield Place(int(words[at][1:]))
        at += taken or 1
