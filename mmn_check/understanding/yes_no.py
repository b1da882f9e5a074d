"""Yes and no, in the many ways in which people say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from mmn_check.i18n import tr
from mmn_check.understanding.did_you_mean import agreement
from mmn_check.understanding.labels import names_of
from mmn_check.understanding.lexicon import lexicon, listed, ways_to_say, words_of
from mmn_check.understanding.lists import Listing, find
from mmn_check.understanding.none_said import none_said
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    meant,
    what_to_type,
)
from mmn_check.understanding.replies import (
    adds_words,
    denies_a_part,
    echoes,
    reply,
    says_no,
    tells,
    turns,
    wavers,
)
from mmn_check.understanding.talk_around import (
    asked_in_any_words,
    begun_by,
    clauses_of,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import (
    SpokenWords,
    key,
    repeated,
    says,
    without_idle_ends,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NOT_SURE, answered

YesNoWord = Literal["yes", "no", "not_sure"]
_TELLING = 3
"""Words of a reply that tell more than a yes or a no."""
_SENTENCE = 4
"""Words beyond which a reply with a no in it tells something."""
_BY_NUMBER = ("yes", "no")
"""In the order offered."""


def _clauses(asked: frozenset[str], language: str) -> Iterator[tuple[SpokenWords, YesNoWord]]:
    """The short answers ("I do", "it isn't") that fit a verb of what was asked."""
    data = lexicon(language).section("short_answers") or {"verbs": {}, "subjects": ""}
    for family, contracted in data["verbs"].items():
        verbs = listed(family)
        if asked.isdisjoint(verbs):
            continue
        for subject in listed(data["subjects"]):
            for verb in verbs:
                yield (subject, verb), "yes"
                yield (subject, verb, "not"), "no"
            for denied in listed(contracted):
                yield (subject, denied), "no"
        for short, verb in data["drawn_together"].items():
            if verb in verbs:
                yield (short, "not"), "no"


def _any_verb(language: str) -> frozenset[str]:
    """After a plain yes or no, "I do" only says it again, whatever the verb of the question."""
    data = lexicon(language).section("short_answers") or {"verbs": {}}
    return frozenset(verb for family in data["verbs"] for verb in listed(family))


def _plain_yes_or_no(text: str, language: str, *, asked: str) -> YesNoWord | None:
    """Whether every word typed says yes ("yes please"), or every word no, to what was asked.

    A question that holds a "not" is answered by a plain yes or no only: after it, "I don't"
    may mean either.
    """
    known, question = lexicon(language).phrases, frozenset(words_of(asked))
    words, plain = without_idle_ends(text, language), known("yes") | known("no")
    ways: list[tuple[str, YesNoWord]] = [("yes", "yes"), ("no", "no"), ("not_sure", "not_sure")]
    said: dict[SpokenWords, YesNoWord] = {}
    if not says_no(asked, language):
        ways += [("firm_yes", "yes"), ("firm_no", "no")]
        begins = any(words[: len(one)] == one for one in plain)
        said |= dict(_clauses(_any_verb(language) if begins else question, language))
    said |= {one: meaning for name, meaning in ways for one in known(name)}
    found = set(_meanings(words, said))
    return found.pop() if len(found) == 1 and None not in found else None


def _meanings(
    words: SpokenWords, said: Mapping[SpokenWords, YesNoWord]
) -> Iterator[YesNoWord | None]:
    """What each run of words says, the longest first; None for a word that says nothing."""
    longest, at = max(map(len, said), default=1), 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            if meaning := said.get(words[at : at + length]):
                yield meaning
                at += length
                break
        else:
            yield None
            return


def read_yes_no(step: Step, text: str) -> Reading:
    """Yes, no or not sure, in words or by number."""
    asked = asked_in_any_words(step)
    said = _plain_yes_or_no(text, step.language, asked=asked)
    if said:
        return ParsedAnswer(NOT_SURE if said == "not_sure" else answered(said))
    if without_idle_ends(text, step.language) in lexicon(step.language).phrases("sounds_like_no"):
        return _which(step.language)
    if reading := _to_is_that_all(step, text, asked):
        return reading
    if reading := _with_words(step, text, asked):
        denies = reading == ParsedAnswer(answered("no", note=text))
        in_part = denies and denies_a_part(text, asked, step.language)
        bent = in_part or says_no(asked, step.language)
        return _which(step.language, text) if bent else reading
    parts = find(text, Listing(names=names_of((), step.language), trusting=False)) or ()
    numbers = [number for part in parts for number in part.numbers]
    slip = repeated(str(numbers[0])) if len(numbers) == 1 else None
    doubtful = slip or len(numbers) > 1 or any(part.doubtful for part in parts)
    meaning = {slip or number for number in numbers}
    if len(meaning) != 1 or not meaning <= {1, 2}:
        return _perhaps(step, text, asked)
    reading = ParsedAnswer(answered(_BY_NUMBER[meaning.pop() - 1]))
    return _which(step.language) if doubtful else reading


def _to_is_that_all(step: Step, text: str, asked: str) -> Reading | None:
    """The answer to "Is it right that nothing else applies?": "nothing else" is a yes to that."""
    language = step.language
    if not any(phrases_in(asked.split(), language, "asks_right")):
        return None
    told = {_says_of_it(one, asked, language) for one in clauses_of(text)} - {""}
    if "more" in told and "yes" in told | {_says_of_it(text.split(maxsplit=1)[0], asked, language)}:
        return _which(language)  # "Yes, but I also have gout"
    if told == {"no", "nothing"} or (told and told <= {"yes", "nothing"}):
        # A 0, which is none on a list, tells no more than the yes.
        return ParsedAnswer(answered("yes", note=text if any(map(str.isalpha, text)) else ""))
    if "no" in told and told <= {"no", "more"}:
        return ParsedAnswer(answered("no", note=text))
    return _which(language) if told - {"more"} else None  # "No, I don't."


def _says_of_it(
    clause: str, asked: str, language: str
) -> Literal["yes", "no", "nothing", "more", "unclear", ""]:
    """What a clause says of a list that is asked to be whole: that there is more, or nothing."""
    words = clause.split()
    if not without_phrases(words, language, "says_nothing"):
        return ""
    if says(clause, language, "no_more", "none", "none_known"):
        return "nothing"
    if not without_phrases(words, language, "yes", "firm_yes", "agrees", "says_nothing"):
        return "yes"
    if not without_phrases(words, language, "no", "denies", "says_nothing"):
        return "no"
    nothing = none_said(clause, language, (asked,))
    if nothing is None or nothing.rest:
        return "more"
    return "nothing" if any(phrases_in(words, language, "of_more")) else "unclear"


def _with_words(step: Step, text: str, asked: str) -> Reading | None:
    """A yes or no with words behind it, which are kept beside it; asked, where they bend it."""
    said = reply(text, asked, step.language)
    if said is None:
        return None
    idle = len(clauses_of(text)) > 1 and not agreement(text, step.language).rest
    reading = ParsedAnswer(answered(said.meaning, note="" if idle else text))
    if said.certainty == "doubtful" or (said.meaning == "no" and _has_some(text, asked, step)):
        return _which(step.language, text)
    if said.certainty == "clear":
        return reading
    return meant(step, tr("Yes") if said.meaning == "yes" else tr("No"), reading)


def _has_some(text: str, asked: str, step: Step) -> bool:
    """Whether a "but" brings back what is asked about: "No, but it aches sometimes"."""
    language = step.language
    turned = (one for one in clauses_of(text) if begun_by(one.split(), language, "contrasts"))
    return any(echoes(one, asked, language) and not turns(one, language) for one in turned)


def _perhaps(step: Step, text: str, asked: str) -> Reading:
    """What to ask of a doubt ("Maybe."), or of words that say again what was asked about."""
    doubts = any(phrases_in(text.split(), step.language, "not_sure"))
    if (doubts or wavers(text, step.language)) and not step.names_row:
        which = _which(step.language, text)
        unsure = Option(
            tr("Not sure"), ParsedAnswer(NOT_SURE), keys=(key("not_sure", step.language),)
        )
        return NeedsConfirmation(which.sentence, (*which.options, unsure))
    language = step.language
    some = len(text.split()) > _SENTENCE or echoes(text, asked, language)
    if some and "?" not in text and (turns(text, language) or says_no(text, language)):
        return _which(language, text)  # "Numb, but no tingling"
    told = (
        echoes(text, asked, language) or tells(text, language) or says(text, language, "it_is_so")
    )
    if told and not says_no(asked, step.language):
        return meant(step, tr("Yes"), ParsedAnswer(answered("yes", note=text)))
    return Rejected(what_to_type(step))


def _which(language: str, text: str = "") -> NeedsConfirmation:
    """What was typed was no plain yes or no: the two are offered anew, each under its number.

    What a text of some words tells besides is kept beside either.
    """
    note = text if len(text.split()) >= _TELLING and adds_words(text, language) else ""
    yes, no = ParsedAnswer(answered("yes", note)), ParsedAnswer(answered("no", note))
    no_keys = (key("no", language), *ways_to_say(language, "no", "sounds_like_no"))
    return NeedsConfirmation(
        tr("Which is it?"),
        (
            Option(tr("Yes"), yes, keys=(key("yes", language), *ways_to_say(language, "yes"))),
            Option(tr("No"), no, keys=no_keys),
        ),
    )


def is_yes_or_no(text: str, language: str) -> bool:
    """Whether the words say yes, no or not sure to whatever was asked."""
    return _plain_yes_or_no(text, language, asked="") is not None
