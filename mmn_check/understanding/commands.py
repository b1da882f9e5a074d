"""What is typed instead of an answer: commands, "not sure", the end of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from mmn_check.bank.model import One, Places, Rows, Text, YesNo, in_parts
from mmn_check.i18n import tr, tr_later
from mmn_check.understanding.labels import choices_by_side, names
from mmn_check.understanding.lexicon import lexicon, words_of
from mmn_check.understanding.none_said import none_said
from mmn_check.understanding.options import answer_one, which_of
from mmn_check.understanding.parsed_answer import (
    Command,
    CommandName,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
    yes_or_no,
)
from mmn_check.understanding.replies import adds_words, denied, reply
from mmn_check.understanding.say_back import end_of_rows
from mmn_check.understanding.talk_around import Read, clauses_of, without_talk
from mmn_check.understanding.utterance import (
    is_key,
    key,
    lone_letter,
    request,
    says,
    without_idle_ends,
    words_in,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import DECLINED, NOT_SURE, Words, answered

_DOES: dict[CommandName, str] = {
    "back": tr_later("Go back"),
    "skip": tr_later("Skip this question"),
    "help": tr_later("Show the help"),
    "stop": tr_later("Stop here"),
    "repeat": tr_later("Repeat the question"),
    "quiet": tr_later("Show fewer hints"),
    "no_more": tr_later("No more"),
    "ideas": tr_later("Show the ideas"),
}
"""What each does, as an option to choose."""
_DOING: Mapping[str, Reading] = {
    **{name: Command(name) for name in _DOES if name != "no_more"},
    "not_sure": ParsedAnswer(NOT_SURE),
    "declined": ParsedAnswer(DECLINED),
}
"""What the letter of each key, and the phrases of that name, do in every language."""
_LONGEST = 120
"""Characters of the longest text in which a command, or the end of a table, is looked for."""
HARMLESS = frozenset({"help", "repeat", "quiet", "ideas"})
"""Commands after which the same question stands."""


def by_letter(step: Step, text: str) -> Reading | None:
    """What a letter typed alone does; an answer, where the question is for a yes or for a side."""
    letter = lone_letter(text)
    if not letter:
        return None
    if isinstance(step.item, YesNo) and is_key(text, step.language, "yes", "no"):
        return ParsedAnswer(answered("yes" if letter == key("yes", step.language) else "no"))
    sides = choices_by_side(step) if isinstance(step.item, One) else {}
    for side, number in sides.items():
        if letter in (key("right" if side == "right" else "left", step.language), side[0]):
            return ParsedAnswer(answer_one(step, number))
    doing = key_pressed(text, step.language)
    if doing is None or (doing == Command("ideas") and not has_ideas(step)):
        return None
    if is_refused(step, doing):
        return again(step, tr("This question needs an answer."))
    return doing


def key_pressed(text: str, language: str) -> Reading | None:
    """What a letter typed alone does wherever it answers nothing."""
    letter, keys = lone_letter(text), lexicon(language).section("keys")
    doing = (one for name, one in _DOING.items() if keys.get(name) == letter)
    return next(doing, None) if letter else None


def doing_said(text: str, language: str) -> Reading | None:
    """What a fixed phrase does at every question, but for showing ideas.

    It may stand behind words that something was wrong: "No, that's wrong. Go back."
    """
    said = request(text, language)
    known = lexicon(language).phrases
    doing = (one for name, one in _DOING.items() if name != "ideas" and said in known(name))
    *before, last = (clauses_of(text) if len(text) <= _LONGEST else ()) or [""]
    wrong = [says(one, language, "denies") for one in before if not says(one, language, "no")]
    behind = doing_said(last, language) if wrong and all(wrong) else None
    return next(doing, behind)


def has_ideas(step: Step) -> bool:
    """Whether the question is a table that has ideas to show."""
    return isinstance(step.question, Rows) and step.question.ideas


def instead_of_answer(step: Step, text: str, *, read: Read) -> Reading | None:
    """What the words do, if they are no answer; asked, if a choice bears the same words."""
    if reading := by_letter(step, text):
        return reading
    if isinstance(step.item, Places) and says(text, step.language, "body_or_back"):
        back = Option(tr(_DOES["back"]), Command("back"))
        body = Option(tr("A part of the body"), read(text))
        sentence = tr("“{text}” may be a part of the body. Which did you mean?", text=text)
        return NeedsConfirmation(sentence, (back, body))
    doing = doing_said(text, step.language)
    if doing is None:
        return None
    called = _called(step, text)
    if called and isinstance(doing, ParsedAnswer):
        return None
    if is_refused(step, doing):
        return again(step, tr("This question needs an answer."))
    if isinstance(doing, Command) and doing.name not in HARMLESS:
        called |= names(step).with_words(words_in(text, step.language))
    return _or_choice(step, does_in_words(doing), doing, called, read=read)


def _called(step: Step, text: str) -> frozenset[int]:
    """The choices that all of the words are a name of."""
    words = words_in(text, step.language)
    called, length = names(step).at(words)
    return called if length == len(words) else frozenset()


def _or_choice(
    step: Step, label: str, doing: Reading, called: frozenset[int], *, read: Read
) -> Reading:
    """What is to be done; asked, if choices bear the same words."""
    bearing = [(step.choices[n - 1].label, read(str(n))) for n in sorted(called)]
    return which_of(step, [(label, doing), *bearing]) if bearing else doing


def is_refused(step: Step, doing: Reading) -> bool:
    """A required question is not left out, but one may be unsure of anything but a row's name."""
    if doing == ParsedAnswer(NOT_SURE):
        return step.names_row
    return step.item.required and doing in (Command("skip"), ParsedAnswer(DECLINED))


def does_in_words(doing: Reading) -> str:
    """What it does, as an option to choose."""
    if isinstance(doing, Command):
        return tr(_DOES[doing.name])
    return tr("Not sure") if doing == ParsedAnswer(NOT_SURE) else tr("Rather not say")


_NO_MORE = Command("no_more")


def ended(step: Step, text: str, *, read: Read) -> Reading | None:
    """Whether the words say that a table has no more rows, or that a row is to go."""
    table = step.question
    if not step.may_end or not isinstance(table, Rows) or len(text) > _LONGEST:
        return None
    bare = _ended(step, table, without_talk(text, step.language), read=read)
    return bare if isinstance(bare, Command) else _ended(step, table, text, read=read)


def _ended(step: Step, table: Rows, text: str, *, read: Read) -> Reading | None:
    language = step.language
    topics = (table.row, table.none or "", *in_parts(table.also))
    said = _denied(text, language, topics) if doing_said(text, language) is None else None
    hedged = reply(text, "", language) if said is None else None
    if hedged and hedged.meaning == "no" and not adds_words(text, language):
        said = "partly"  # "Not really." names no row, but may end the table
    clauses = clauses_of(text)
    around = all(says(one, language, "no_more", "no", "yes", "softened") for one in clauses)
    ends = (
        says(text, language, "firm_no", "no_more")
        or without_idle_ends(text, language)
        in (("0",), without_idle_ends(table.none or "", language))
        or (around and any(says(one, language, "no_more") for one in clauses))
    )
    if step.item.required:
        is_no = says(text, language, "no") or is_key(text, language, "no")
        return _taken_out(step, table, text, ends=ends or (said == "whole" and not is_no))
    if not ends and (said is None or isinstance(step.item, YesNo)):
        return None
    if step.thing == "1" and not table.none:
        skip = key("skip", language)
        return Rejected(tr("Type the first {row}, or {skip} to skip.", row=table.row, skip=skip))
    if not ends and said == "partly":
        return _asked(step, text)
    return _or_choice(step, end_of_rows(step), _NO_MORE, _called(step, text), read=read)


def _denied(text: str, language: str, topics: Sequence[str]) -> Literal["whole", "partly"] | None:
    """Whether there are no rows, in one clause or in several: "None, I'm fine"."""
    said = denied(text, language, topics)
    told = none_said(text, language, topics) if said != "whole" else None
    if told is None or (told.only_no and told.rest):
        return said
    return "partly" if told.rest else "whole"


def _asked(step: Step, text: str) -> Reading | None:
    """Asks, where only some rows are denied: "No pain pills."."""
    if not isinstance(step.item, Text):
        return None
    keep = Option(tr("Keep “{text}”", text=text), ParsedAnswer(answered(Words(text))))
    return NeedsConfirmation(tr("Which did you mean?"), (Option(end_of_rows(step), _NO_MORE), keep))


def _taken_out(step: Step, table: Rows, text: str, *, ends: bool) -> Reading | None:
    """Whether a row that stands already is to go; asked, if "no more" is said of it."""
    words, row = without_idle_ends(text, step.language), words_of(table.row)
    taken = lexicon(step.language).phrases("take_out")
    named = words[-len(row) :] == row and words[: -len(row)] in taken
    if named or says(text, step.language, "take_out") or words == ("0",):
        return _NO_MORE
    if ends:
        sentence = tr("Did you mean to take out this {row}?", row=table.row)
        return NeedsConfirmation(sentence, yes_or_no(step, _NO_MORE))
    return None
