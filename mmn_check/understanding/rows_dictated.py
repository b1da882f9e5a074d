"""Several rows of a table said in one breath: "losartan 50 twice a day, and vitamin D"."""

from __future__ import annotations

from mmn_check.bank.model import Rows
from mmn_check.i18n import tr
from mmn_check.understanding.labels import is_small
from mmn_check.understanding.lexicon import ways_to_say
from mmn_check.understanding.parsed import NeedsConfirmation, Option, ParsedAnswer, Reading
from mmn_check.understanding.talk import listed_parts, phrases_in, without_phrases
from mmn_check.understanding.utterance import is_number, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Words, answered

_LONGEST_NAME = 4
"""Words of a thing that is named without its dose."""
_LONGEST_BARE = 3
"""Letters of a word that names nothing by itself."""
_BETWEEN_ROWS = "; "
"""What parts the rows of a table that are told in one answer."""


def rows_dictated(step: Step, text: str) -> Reading | None:
    """Asks whether a list without semicolons is several rows or one; None, if it is no list.

    It is one if all but the last say how much or when, or if all are names of a few words with
    an "and" between two of them.
    """
    table = step.question
    if not isinstance(table, Rows) or not table.at_once or not step.may_end:
        return None
    if ";" in text or "\n" in text:
        return None
    rows = _rows(text, step.language)
    measured = all(_is_measured(one, step.language) for one in rows[:-1])
    names = all(len(one.split()) <= _LONGEST_NAME for one in rows) and _joins(text, step.language)
    if not 1 < len(rows) <= table.at_most or not (measured or names):
        return None
    several, one = (
        ParsedAnswer(answered(Words(said))) for said in (_BETWEEN_ROWS.join(rows), text)
    )
    apart = Option(
        _BETWEEN_ROWS.join(rows), several, keys=ways_to_say(step.language, "yes", "each_apart")
    )
    together = Option(
        tr("All of it as one"), one, keys=ways_to_say(step.language, "no", "keep", "all_as_one")
    )
    return NeedsConfirmation(
        tr("That sounds like {count} things. Keep each by itself?", count=len(rows)),
        (apart, together),
    )


def _rows(text: str, language: str) -> list[str]:
    """The members of the list; what names nothing ("twice a day") is part of the one beside it."""
    text, rows, at = " ".join(text.split()), list[str](), 0
    for part in listed_parts(text, language):
        start = text.index(part, at)
        if rows and not (_names(part, language) and _names(rows[-1], language)):
            rows[-1] = text[at - len(rows[-1]) : start + len(part)]
        else:
            rows.append(part)
        at = start + len(part)
    return rows


def _names(part: str, language: str) -> bool:
    """Whether the part may name a thing: it begins with no remark, and is no dose or time alone."""
    words, said = part.split(), words_in(part, language)
    first = next((one for one in said if one not in ("A", "THE")), "#0")
    starts = {start for start, _ in phrases_in(words, language, "begins_remark", "joins_remark")}
    if 0 in starts or is_number(first) or is_small(first, language):
        return False
    telling = without_phrases(words, language, "time_or_dose", "around_times")
    return any(len(one) > _LONGEST_BARE for one in telling)


def _is_measured(part: str, language: str) -> bool:
    """Whether a number, a dose or a time is said of it."""
    if any(phrases_in(part.split(), language, "time_or_dose")):
        return True
    return any(is_number(word) and word != "#1" for word in words_in(part, language))


def _joins(text: str, language: str) -> bool:
    return "AND" in words_in(text, language)
