"""Picking from a list: one choice, any number of them, or a few in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter

from mmn_check.bank.model import Choice, Many, One, Rank
from mmn_check.i18n import tr
from mmn_check.understanding import replies
from mmn_check.understanding.commands import does_in_words
from mmn_check.understanding.labels import (
    ChoiceNames,
    bare_words,
    choices_by_side,
    names,
    plainly,
)
from mmn_check.understanding.lexicon import figures_as_number, lexicon
from mmn_check.understanding.lists import Listing, Part, find, find_words
from mmn_check.understanding.none_said import read_none
from mmn_check.understanding.options import (
    FEW,
    answer_one,
    could_be,
    in_a_row,
    meant_by,
    none_choice,
    not_read,
    numbers_of,
    off_list,
    several,
    stands_alone,
    which_of,
    which_one,
)
from mmn_check.understanding.parsed_answer import (
    Command,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
    meant,
    meant_by_denial,
)
from mmn_check.understanding.talk_around import (
    clauses_of,
    is_none,
    listed_parts,
    other_times,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import (
    SpokenWords,
    is_key,
    numbers_alone,
    ordinal,
    says,
    spelled,
    without_idle_ends,
    words_in,
    words_that_name,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import LISTED_STATES, Answer, answered

ONE_FIGURE = 9
"""On a list no longer than this, each figure is a choice."""
_PARTING = frozenset({",", ";", "AND", "OR"})
_SPAN = frozenset({"-", "TO", "UNTIL"})


def read_one(step: Step, text: str) -> Reading:
    """One choice, by its number or by its words."""
    listing = Listing(names=names(step))
    right = says(text, step.language, "sounds_like_right") and choices_by_side(step).get("right")
    if right:
        return _sure(step, [right])
    parts = _plainly(words_in(text, step.language), listing) or find(text, listing)
    if parts is None:
        read = _akin(step, text) or _by_reply(step, text)
        return read or _not_listed(step, text)
    return _several(step, text, parts, tuple(dict.fromkeys(_numbers(parts))))


def read_many(step: Step, text: str) -> Reading:
    """Any number of choices, by their numbers or by their words; kept in the list's order."""
    # A word for a sign that may call for help is asked about; its label is what the person read.
    called = names(step, synonyms=not step.question.urgent_if)
    if step.question.urgent_if and says(text, step.language, "emergency_number"):
        return _not_listed(step, text)
    reading = _all_or_none(step, called, text)
    if reading:
        return reading
    listing = Listing(names=called, apart=len(step.choices) <= ONE_FIGURE)
    words = () if replies.excepts(text, step.language) else words_in(text, step.language)
    parts = _plainly(words, listing) or find(text, listing)
    if parts is None:
        return (
            _behind_yes(step, text)
            or _span(step, text)
            or _akin(step, text)
            or _not_listed(step, text)
        )
    if step.question.urgent_if and (asked := _one_or_two(step, text)):
        return asked
    numbers = _numbers(parts)
    if step.none_by_zero:
        last = len(step.choices)
        if any(part.by_number and last in part.numbers for part in parts):
            return again(step, tr("{number} is not on the list.", number=last))
        numbers = tuple(number or last for number in numbers)
    if step.question.urgent_if and _is_stray(text, step.language) and not off_list(step, numbers):
        return _sure(step, numbers)
    return _several(step, text, parts, sorted(set(numbers)))


def lacks_a_figure(step: Step, text: str, answer: Answer) -> bool:
    """Whether a choice is not picked whose figure stands by itself: "4, better", "splint and 9"."""
    named = bare_words(text, step.language) in names(step).exact  # "one and the other", for both
    if named or not isinstance(step.item, One | Many):
        return False
    by_figure = {str(step.figure_of(n)): n for n in range(1, len(step.choices) + 1)}
    picked = numbers_of(step, answer)
    if is_none(answer) and (none := none_choice(step.choices)):
        picked.add(none)
    parts = listed_parts(text, step.language)
    alone = filter(None, (numbers_alone(part, step.language) for part in parts))
    figures = (
        [by_figure.get(str(ordinal(one) or one.lstrip("#")), 0) for one in words] for words in alone
    )
    return len(parts) > 1 and any(all(some) and not picked.issuperset(some) for some in figures)


def none_for_now(step: Step, text: str) -> Reading | None:
    """Ask what "nothing for months" means at a list of how often or when; None if it is no such.

    It may be the choice that denies, or any; where none denies, the question may not fit now.
    """
    language, item = step.language, step.item
    if not isinstance(item, One | Many) or none_choice(step.choices) or step.marks:
        return None
    idle = ("time_or_dose", "around_times", "says_nothing", "at_present")
    words, runs = text.split(), phrases_in(text.split(), language, "time_or_dose")
    times = words_in(" ".join(" ".join(words[slice(*run)]) for run in runs), language)
    words = without_phrases(words, language, *idle)
    if (
        not times
        or names(step).mentions(times)
        or not says(" ".join(words), language, "none", "no", "not", "firm_no", "none_begins")
    ):
        return None
    if no := names(step).exact.get(("NO",)):
        return ParsedAnswer(replace(answer_one(step, min(no)), note=text))
    every = range(1, len(step.choices) + 1)
    denials = [n for n in every if _is_denial(step.choices[n - 1], language)]
    if len(denials) == 1:
        return _sure(step, denials)
    readings = [(step.choices[n - 1].label, several(step, [n])) for n in every]
    skip: list[tuple[str, Reading]] = [(does_in_words(Command("skip")), Command("skip"))]
    return which_of(step, [*readings, *([] if item.required else skip)], most=ONE_FIGURE)


def _behind_yes(step: Step, text: str) -> Reading | None:
    """What is picked behind a yes: "Yes, both."; a yes alone leaves open which."""
    rest, lead = replies.without_lead(text, step.language)
    if lead == "plain_yes" and not replies.takes_away(rest, step.language):
        return read_many(step, rest)
    return which_of_these(step, text)


def which_of_these(step: Step, text: str) -> Rejected | None:
    """What is said to a yes alone, which leaves open which of a list it is."""
    said = replies.reply(text, "", step.language)
    alone = said and said.meaning == "yes" and not replies.adds_words(text, step.language)
    return again(step, tr("Which of these is it?")) if alone else None


def _one_or_two(step: Step, text: str) -> Reading | None:
    """Ask, of "1 2" where 12 is on the list as well, which it was: no card comes of a space."""
    figures = words_in(text, step.language)
    most = len(step.choices) - step.none_by_zero
    if len(figures) != 2 or not all(one.isdecimal() and len(one) == 1 for one in figures):
        return None
    together = int("".join(figures))
    if not ONE_FIGURE < together <= most:
        return None
    apart = sorted({int(one) or len(step.choices) for one in figures})
    ways = [(in_a_row(step, one), several(step, one)) for one in (apart, [together])]
    return which_of(step, [(said, one) for said, one in ways if isinstance(one, ParsedAnswer)])


def _is_stray(text: str, language: str) -> bool:
    """Whether it is "first", "one" or "for" alone: said of much else than of a sign in a list."""
    words = [word for word in words_in(text, language) if word not in ("THE", "LEAD")]
    loose = ("#1", *lexicon(language).section("sounds_like")["surely"])
    few = 0 < len(words) <= 2
    return few and all(word in loose or ordinal(word) is not None for word in words)


def read_rank(step: Step, text: str) -> Reading:
    """A few choices, kept in the order typed, or in that which is said: "Writing second"."""
    apart = len(step.choices) <= ONE_FIGURE
    listing = Listing(names=names(step), apart=apart, ordinals=False)
    parts = find(text, listing) or _by_rank(words_in(text, step.language), listing)
    if parts is None:
        return _not_listed(step, text)
    return _several(step, text, parts, tuple(dict.fromkeys(_numbers(parts))))


def _by_rank(words: SpokenWords, listing: Listing) -> tuple[Part, ...] | None:
    """The parts between commas in the order of their ranks: "Buttons first, then writing"."""
    ranked: list[tuple[int, tuple[Part, ...]]] = []
    for at, said in enumerate(_in_parts(words, _PARTING - {"OR"}), start=1):
        ranks = [rank for word in said if (rank := ordinal(word))]
        parts = find_words(tuple(one for one in said if not ordinal(one)), listing)
        if parts is None or len(ranks) > 1 or any(one.by_number for one in parts):
            return None
        ranked.append((ranks[0] if ranks else at, parts))
    ranks = [rank for rank, _ in ranked]
    if not ranked or len(set(ranks)) < len(ranks):
        return None
    return tuple(part for _, parts in sorted(ranked, key=itemgetter(0)) for part in parts)


def _not_listed(step: Step, text: str) -> Rejected:
    return not_read(step, text, otherwise=tr("That is not on the list."))


def _by_reply(step: Step, text: str) -> Reading | None:
    """Which choice a yes or a no may mean where the choices answer in another way.

    "Yes." to "Did it help?" may be "Better".
    """
    firmly = says(text, step.language, "firm_no")
    said = replies.Reply("no", "hedged") if firmly else replies.reply(text, "", step.language)
    if said is None or (
        said.meaning == "no" and not replies.asks_whether(step.item.ask, step.language)
    ):
        return None
    denials = [_is_denial(choice, step.language) for choice in step.choices]
    wanted = said.meaning == "no"
    fitting = [n for n, denial in enumerate(denials, start=1) if denial == wanted]
    echoing = [n for n in fitting if not wanted and _echoes(step, step.choices[n - 1])]
    numbers = tuple(echoing or fitting or range(1, len(denials) + 1))
    if len(numbers) == 1:
        return _sure(step, numbers)
    return which_one(step, numbers, most=ONE_FIGURE)


def _echoes(step: Step, choice: Choice) -> bool:
    """Whether a choice says again what is asked: "it helped" to "Did it help?"."""
    asked, said = step.item.ask, (choice.label, *choice.synonyms)
    echoed = any(replies.echoes(one, asked, step.language) for one in said)
    return echoed and replies.asks_whether(asked, step.language)


LONG_NAME = 3
"""So many words of a sentence that are a name of a sign bring it up, whatever else is said."""


def _akin(step: Step, text: str) -> Reading | None:
    """Ask which choices may be meant by words that share some of theirs."""
    called, said = names(step), words_in(text, step.language)
    if step.question.urgent_if:
        # A sign may be called by what begins with a no: "no me puedo parar".
        whole = [one for one in called.spans(said) if one[1] - one[0] >= min(len(said), LONG_NAME)]
        if len(named := frozenset[int]().union(*(numbers for *_, numbers in whole))) == 1:
            return _sure(step, [*named])
    taken_back = any(phrases_in(text.split(), step.language, "taken_back"))
    if taken_back or replies.leaves_out(text, step.language):
        return None
    akin = [
        {
            n
            for n in called.akin(part)
            if may_go_with(step.choices[n - 1], text, clause, step.language)
        }
        for clause in clauses_of(text)
        for part in _in_parts(words_in(clause, step.language))
    ]
    numbers = sorted(set[int]().union(*akin))
    if numbers == [none_choice(step.choices)] and _affirms(step, text):
        return None  # "Only blood tests. No nerve test yet." is no "none"
    if isinstance(step.item, One) and numbers and (no := _no_said(step, text)):
        numbers = sorted({*numbers, no})  # "Not really. My doctor said maybe a pinched nerve."
    if len(numbers) == 1:
        bends = step.question.urgent_if or replies.turns(text, step.language)
        sure = called.surely(said, numbers[0]) and not bends
        return several(step, numbers) if sure else _sure(step, numbers)
    if not 1 < len(numbers) <= FEW:
        return None
    readings = [(step.choices[one - 1].label, several(step, [one])) for one in numbers]
    apart = all(len(one) < 2 for one in akin)  # "the needle" is of one of two tests, not of both
    together = several(step, numbers) if isinstance(step.item, Many) and apart else None
    if isinstance(together, ParsedAnswer):
        readings.append((tr("All of these"), together))
    return which_of(step, readings, most=FEW + 1, several=not isinstance(step.item, One))


def _no_said(step: Step, text: str) -> int | None:
    """The choice that is a plain no, where the words begin with one, however unclear."""
    said = replies.reply(text, "", step.language)
    plain = names(step).exact.get(("NO",), frozenset())
    return min(plain) if plain and said and said.meaning == "no" else None


def _affirms(step: Step, text: str) -> bool:
    """Whether any clause names a choice, and neither denies it nor tells of somebody else."""
    clauses = (
        one
        for one in clauses_of(text)
        if not replies.turns(one, step.language)
        and not any(phrases_in(one.split(), step.language, "told_of_others", *other_times(step)))
    )
    return any(any(names(step).spans(words_in(one, step.language))) for one in clauses)


def may_go_with(choice: Choice, text: str, clause: str, language: str) -> bool:
    """Whether a clause of words that deny something, or say that one can, may be about a choice."""
    well = replies.says_can(clause, language) or any(phrases_in(clause.split(), language, "well"))
    if says(clause, language, "no_more") and not says(clause, language, "none"):
        return False  # "much more work, nothing else"
    if well and not replies.says_no(clause, language) and replies.says_no(choice.label, language):
        return False  # "moving is fine" is not meant by "cannot move"
    if replies.takes_away(text, language):
        return _is_denial(choice, language)
    return not choice.exclusive


def _is_denial(choice: Choice, language: str) -> bool:
    """Whether a choice is that something is not so: "Cannot walk"."""
    return any(replies.says_no(one, language) for one in (choice.label, *choice.synonyms))


def _plainly(words: SpokenWords, listing: Listing) -> tuple[Part, ...] | None:
    """The choice that is named by nothing but its telling words."""
    number = plainly(words, listing.names)
    return (Part(length=len(words), numbers=tuple(number)),) if number else None


def _in_parts(words: SpokenWords, parting: frozenset[str] = _PARTING) -> list[SpokenWords]:
    """The words between separators."""
    parts: list[SpokenWords] = [()]
    for word in words:
        parts.append(()) if word in parting else parts.append((*parts.pop(), word))
    return [one for one in parts if one]


def _numbers(parts: Sequence[Part]) -> tuple[int, ...]:
    return tuple(number for part in parts for number in part.numbers)


def _several(step: Step, text: str, parts: Sequence[Part], picked: Sequence[int]) -> Reading:
    """What the parts of a list come to together; `picked` are the numbers in the wanted order."""
    if off_list(step, picked) and (asked := _which_way(step, picked)):
        return asked
    unclear = [part.unclear for part in parts if part.unclear]
    if unclear and (picked or len(unclear) > 1) and not isinstance(step.item, One):
        return could_be(step, _shared_word(step, text, unclear[0]), unclear[0])
    if unclear:
        return which_one(step, sorted({number for part in parts for number in part.picks}))
    if not any(part.by_number for part in parts) and stands_alone(step, picked):
        return _none_or_others(step, picked)
    return _sure(step, picked) if _is_doubtful(parts) else several(step, picked)


def _none_or_others(step: Step, picked: Sequence[int]) -> Reading:
    """Ask which is meant, where none is said with others: "No blood thinner, only aspirin"."""
    alone = [n for n in picked if step.choices[n - 1].exclusive]
    ways = ([n for n in picked if n not in alone], alone[:1])
    return which_of(step, [(in_a_row(step, some), several(step, some)) for some in ways if some])


def _shared_word(step: Step, text: str, numbers: frozenset[int]) -> str:
    """The word that was typed for any of these choices, for a sentence about it."""
    called = names(step)
    for word in text.split():
        if called.with_words(words_in(word, step.language)) >= numbers:
            return word.strip(" ,.;:!?¿¡")
    return text.strip(" ,.;:!?¿¡")


def _which_way(step: Step, numbers: Sequence[int]) -> Reading | None:
    """Ask what was meant by one number alone that is not on the list: 22 for 2, 25 for 2 and 5."""
    ways = meant_by(numbers[0], most=len(step.choices)) if len(numbers) == 1 else ()
    if not ways:
        return None
    if isinstance(step.item, One):
        singles = sorted({number for way in ways for number in way})
        return which_one(step, singles) if len(singles) > 1 else _sure(step, singles)
    in_order = ways if isinstance(step.item, Rank) else [tuple(sorted(way)) for way in ways]
    readings = [(way, several(step, way)) for way in dict.fromkeys(in_order)]
    fitting = [(way, reading) for way, reading in readings if isinstance(reading, ParsedAnswer)]
    if len(fitting) == 1:
        return _sure(step, fitting[0][0])
    return which_of(step, [(in_a_row(step, w), r) for w, r in fitting]) if fitting else None


def _is_doubtful(parts: Sequence[Part]) -> bool:
    """Whether a part is doubtful, or a number was typed twice."""
    typed = [number for part in parts if part.by_number for number in part.numbers]
    return len(set(typed)) < len(typed) or any(part.doubtful for part in parts)


def _sure(step: Step, numbers: Sequence[int]) -> Reading:
    """Ask whether these choices were meant; what is wrong with them, if anything is."""
    reading = several(step, numbers)
    if isinstance(reading, Rejected):
        return reading
    return meant(step, in_a_row(step, numbers), reading)


def _all_or_none(step: Step, called: ChoiceNames, text: str) -> Reading | None:
    """What "none of these", "both" and "all of them" come to on this list."""
    none, words = none_choice(step.choices), words_that_name(words_in(text, step.language))
    perhaps = is_key(text, step.language, "no") or says(text, step.language, "perhaps_none", "no")
    found, length = called.at(words)
    if found and length == len(words) and not perhaps:
        return None
    if none and (says(text, step.language, "none") or _is_none(step, text, perhaps=perhaps)):
        return several(step, [none])
    if none and not perhaps:
        said_none = answered((step.choices[none - 1].id,))
        if told := read_none(step, text, said_none, read=partial(read_many, step)):
            return told
    if none and _denies_asked(step, text):
        return _sure(step, [none])
    ordinary = [
        number
        for number, choice in enumerate(step.choices, start=1)
        if not choice.exclusive and not choice.words and choice.id not in LISTED_STATES
    ]
    if says(text, step.language, "both") and len(ordinary) == 2:
        return several(step, ordinary)
    denies = none and perhaps and words not in called.exact
    if called.with_words(words) and not denies:
        return None
    if none and (perhaps or (words == ("0",) and not step.none_by_zero)):
        reading = several(step, [none])
        if not perhaps:
            return _sure(step, [none])
        said = " ".join(without_idle_ends(text, step.language))
        return meant_by_denial(step, step.choices[none - 1].label, reading, said=said)
    if says(text, step.language, "all") and ordinary:
        return _sure(step, ordinary)
    return None


def _denies_asked(step: Step, text: str) -> bool:
    """Whether the words deny just what was asked about: "No falls."; asked, as it may be less."""
    if step.question.urgent_if or replies.denied(text, step.language) == "whole":
        return False
    asked = replies.denied(text, step.language, (step.item.ask,))
    return asked == "whole" and replies.leaves_out(text, step.language)


def _is_none(step: Step, text: str, *, perhaps: bool) -> bool:
    """Whether the words deny the whole list; a lone no to a sign that calls for help is asked."""
    if perhaps:
        return not step.question.urgent_if and replies.asks_whether(step.item.ask, step.language)
    return replies.denied(text, step.language) == "whole"


def _span(step: Step, text: str) -> Reading | None:
    """What to ask of "1-5" and "one to five"."""
    match words_in(text, step.language):
        case (first, joint, last) if joint in _SPAN:
            ends = sorted((_number(first), _number(last)))
        case _:
            return None
    if not 1 <= ends[0] < ends[1] <= len(step.choices):
        return None
    spans = dict.fromkeys((tuple(range(ends[0], ends[1] + 1)), tuple(ends)))
    readings = [(in_a_row(step, numbers), several(step, numbers)) for numbers in spans]
    return which_of(step, [(said, one) for said, one in readings if not isinstance(one, Rejected)])


def _number(word: str) -> int:
    return figures_as_number(word) if word.isdecimal() else spelled(word) or 0
