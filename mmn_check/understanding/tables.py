"""The end of a table, and a row taken out of it: "no more", "I don't take any"."""

from __future__ import annotations

from collections.abc import Callable

from mmn_check.bank.model import Rows, Text, YesNo, in_parts
from mmn_check.i18n import tr
from mmn_check.understanding.commands import doing_said
from mmn_check.understanding.fixed_phrases import key, lone_letter, phrase, says
from mmn_check.understanding.labels import names
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.options import which_of
from mmn_check.understanding.parsed import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
)
from mmn_check.understanding.replies import adds_words, denied, reply
from mmn_check.understanding.retold import clauses_of, without_talk
from mmn_check.understanding.say_back import end_of_rows
from mmn_check.understanding.utterance import words_of
from mmn_check.understanding.what_to_type import yes_or_no
from mmn_check.understanding.words import words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Words, answered

_NO_MORE = Command("no_more")
_LONGEST = 120


def ended(step: Step, text: str, *, read: Callable[[str], Reading]) -> Reading | None:
    """Whether the words say that a table has no more rows, or that a row is to go."""
    table = step.question
    if not step.may_end or not isinstance(table, Rows) or len(text) > _LONGEST:
        return None
    bare = _ended(step, table, without_talk(text, step.language), read=read)
    return bare if isinstance(bare, Command) else _ended(step, table, text, read=read)


def _ended(step: Step, table: Rows, text: str, *, read: Callable[[str], Reading]) -> Reading | None:
    language = step.language
    topics = (table.row, table.none or "", *in_parts(table.also))
    said = denied(text, step.language, topics) if doing_said(text, step.language) is None else None
    hedged = reply(text, "", step.language) if said is None else None
    if hedged and hedged.meaning == "no" and not adds_words(text, step.language):
        said = "partly"  # "Not really." names no row, but may end the table
    clauses = clauses_of(text)
    ends = (
        says(text, language, "firm_no", "no_more")
        or phrase(text, language) in (("0",), phrase(table.none or "", language))
        or (
            all(says(one, language, "no_more", "no", "yes", "softened") for one in clauses)
            and any(says(one, language, "no_more") for one in clauses)
        )
    )
    if step.item.required:
        is_no = says(text, step.language, "no") or lone_letter(text) == key("no", step.language)
        return _taken_out(step, table, text, ends=ends or (said == "whole" and not is_no))
    if isinstance(step.item, YesNo):
        said = None
    if not ends and said is None:
        return None
    if step.thing == "1" and not table.none:
        first = tr(
            "Type the first {row}, or {skip} to skip.",
            row=table.row,
            skip=key("skip", step.language),
        )
        return Rejected(first)
    if not ends and said == "partly":
        return _asked(step, text)
    words = words_in(text, step.language)
    called, length = names(step).at(words)
    if words == ("0",) or not called or length < len(words):
        return _NO_MORE
    bearing = [(step.choices[n - 1].label, read(str(n))) for n in sorted(called)]
    return which_of(step, [(end_of_rows(step), _NO_MORE), *bearing])


def _asked(step: Step, text: str) -> Reading | None:
    """Asks, where only some rows are denied: "No pain pills."."""
    if not isinstance(step.item, Text):
        return None
    keep = Option(tr("Keep “{text}”", text=text), ParsedAnswer(answered(Words(text))))
    return NeedsConfirmation(tr("Which did you mean?"), (Option(end_of_rows(step), _NO_MORE), keep))


def _taken_out(step: Step, table: Rows, text: str, *, ends: bool) -> Reading | None:
    """Whether a row that stands already is to go; asked, if "no more" is said of it."""
    words, row = phrase(text, step.language), words_of(table.row)
    named = words[-len(row) :] == row and words[: -len(row)] in lexicon(step.language).phrases(
        "take_out"
    )
    if named or says(text, step.language, "take_out") or words == ("0",):
        return _NO_MORE
    if ends:
        sentence = tr("Did you mean to take out this {row}?", row=table.row)
        return NeedsConfirmation(sentence, yes_or_no(step, _NO_MORE))
    return None
