"""Free words: kept to the letter; what may be no answer but a reply is asked about first."""

from __future__ import annotations

from mmn_check.bank.model import Rows
from mmn_check.i18n import tr
from mmn_check.understanding.answer_reading.doings import does_in_words, is_refused
from mmn_check.understanding.answer_reading.hints import what_to_type
from mmn_check.understanding.answer_reading.phrases import (
    DOINGS,
    IDEAS,
    NO_MORE_ROWS,
    NONE_OF_THESE,
    PLAIN_NO,
    PLAIN_YES,
    phrase,
    request,
)
from mmn_check.understanding.answer_reading.readings import (
    SOMETHING_ELSE,
    Again,
    Command,
    Option,
    Reading,
    Sure,
    Understood,
    yes_or_no,
)
from mmn_check.understanding.answer_reading.spoken import SOUNDS_LIKE, tokens, with_numbers
from mmn_check.understanding.hearing import heard
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Words, answered

_ORDINARY_WORDS = frozenset({"why", "explain", "quiet", "exit"})
"""Words that are likely enough as free words to be kept without asking."""
_NOTHING = {"nothing", "nothing at all"}
_REPLIES = (PLAIN_YES | PLAIN_NO | NO_MORE_ROWS | NONE_OF_THESE) - _NOTHING
"""What is rather said to somebody than written down; "Nothing" may well answer a question."""
_YES, _NO = tuple(sorted(PLAIN_YES)), tuple(sorted(PLAIN_NO))
_LONGEST = 60
_FEW = 5
"""So many words about ideas may be meant to see them."""


def instead_of_words(step: Step, text: str) -> Reading | None:
    """What the words do, if they are no answer; asks, where they may be one as well."""
    if len(text) > _LONGEST:
        return None
    return _ideas(step, text) or _doing(step, text) or _reply(step, text)


def _ideas(step: Step, text: str) -> Reading | None:
    """Whether the ideas are to be shown, where a table has any."""
    if not isinstance(step.question, Rows) or not step.question.ideas:
        return None
    said = request(heard(text))
    if said in IDEAS:
        return Command("ideas")
    words = said.split()
    if not {"idea", "ideas"}.intersection(words) or len(words) > _FEW or said in DOINGS:
        return None
    kept = Understood(answered(Words(text)))
    shows = Option(does_in_words(Command("ideas")), Command("ideas"))
    sentence = tr("Show the ideas, or keep “{text}” as your answer?", text=text)
    return Sure(sentence, (shows, Option(_keep(text), kept)))


def _doing(step: Step, text: str) -> Reading | None:
    """Asks, where a command is typed, whether it is one."""
    said = " ".join(tokens(heard(text))).removesuffix(" ?")
    doing = DOINGS.get(said)
    if doing is None or said in _ORDINARY_WORDS:
        return None
    kept = Understood(answered(Words(text)))
    if is_refused(step, doing):
        return Sure(_meant(text), yes_or_no(kept, otherwise=what_to_type(step)))
    keep = Option(_keep(text), kept, keys=("keep", "keep it"))
    does = does_in_words(doing)
    return Sure(_does_or_keep(does, text), (Option(does, doing), keep))


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


def _meant(text: str) -> str:
    if _is_letter(text):
        return tr("Did you mean the letter {letter} as your answer?", letter=text)
    return tr("Did you mean “{text}” as your answer?", text=text)


def _keep(text: str) -> str:
    if _is_letter(text):
        return tr("Keep the letter {letter}", letter=text)
    return tr("Keep “{text}”", text=text)


def _does_or_keep(does: str, text: str) -> str:
    if _is_letter(text):
        return tr("{does}, or keep the letter {letter} as your answer?", does=does, letter=text)
    return tr("{does}, or keep “{text}” as your answer?", does=does, text=text)


def _reply(step: Step, text: str) -> Reading | None:
    """Asks, where a yes, a no or a number is typed, whether that is really the answer."""
    if phrase(heard(text)) not in _REPLIES and not (step.may_end and _is_number(text)):
        return None
    kept = Understood(answered(Words(text)))
    keep = Option(tr("Keep “{text}”", text=text), kept, keys=("keep", "keep it", *_YES))
    skips = Command("skip")
    skip = [] if step.item.required else [Option(does_in_words(skips), skips)]
    other = Option(tr(SOMETHING_ELSE), Again(what_to_type(step)), keys=_NO)
    return Sure(tr("Keep “{text}” as your answer?", text=text), (keep, *skip, other))


def _is_number(text: str) -> bool:
    """Whether a number stands alone, which hardly is the name of a thing."""
    match with_numbers(tuple(phrase(heard(text)).removeprefix("number ").split())):
        case (int(),):
            return True
        case (str(word),):
            return word.isdecimal() or word in SOUNDS_LIKE
        case _:
            return False
