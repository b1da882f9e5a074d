"""Free words: kept to the letter; what may be no answer but a reply is asked about first."""

from __future__ import annotations

from mmn_check.domain.answer_reading.doings import does_in_words, is_refused
from mmn_check.domain.answer_reading.hints import what_to_type
from mmn_check.domain.answer_reading.phrases import (
    DOINGS,
    IDEAS,
    NO_MORE_ROWS,
    NONE_OF_THESE,
    PLAIN_NO,
    PLAIN_YES,
    phrase,
    request,
)
from mmn_check.domain.answer_reading.readings import (
    SOMETHING_ELSE,
    Again,
    Command,
    Option,
    Reading,
    Sure,
    Understood,
    meant,
)
from mmn_check.domain.answer_reading.spoken import SOUNDS_LIKE, tokens, with_numbers
from mmn_check.domain.questions import Rows
from mmn_check.domain.steps import Step
from mmn_check.domain.values import Words, answered

_ORDINARY_WORDS = frozenset({"why", "explain", "quiet", "exit"})
"""Words that are likely enough as free words to be kept without asking."""
_NOTHING = {"nothing", "nothing at all"}
_REPLIES = (PLAIN_YES | PLAIN_NO | NO_MORE_ROWS | NONE_OF_THESE) - _NOTHING
"""What is rather said to somebody than written down; "Nothing" may well answer a question."""
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
    if request(text) in IDEAS:
        return Command("ideas")
    words = request(text).split()
    if not {"idea", "ideas"}.intersection(words) or len(words) > _FEW or request(text) in DOINGS:
        return None
    kept = Understood(answered(Words(text)))
    options = Option("Show the ideas", Command("ideas")), Option(f"Keep “{text}”", kept)
    return Sure(f"Show the ideas, or keep “{text}” as your answer?", options)


def _doing(step: Step, text: str) -> Reading | None:
    """Asks, where a command is typed, whether it is one."""
    said = " ".join(tokens(text))
    doing = DOINGS.get(said)
    if doing is None or said in _ORDINARY_WORDS:
        return None
    words = f"the letter {text}" if len(text) == 1 and text.isalpha() else f"“{text}”"
    kept = Understood(answered(Words(text)))
    if is_refused(step, doing):
        return meant(f"{words} as your answer", kept, otherwise=what_to_type(step))
    keep = Option(f"Keep {words}", kept, keys=("keep", "keep it"))
    does = does_in_words(doing)
    return Sure(f"{does}, or keep {words} as your answer?", (Option(does, doing), keep))


def _reply(step: Step, text: str) -> Reading | None:
    """Asks, where a yes, a no or a number is typed, whether that is really the answer."""
    if phrase(text) not in _REPLIES and not (step.may_end and _is_number(text)):
        return None
    kept = Understood(answered(Words(text)))
    keep = Option(f"Keep “{text}”", kept, keys=("keep", "keep it", *sorted(PLAIN_YES)))
    skip = [] if step.item.required else [Option("Skip this question", Command("skip"))]
    other = Option(SOMETHING_ELSE, Again(what_to_type(step)), keys=tuple(sorted(PLAIN_NO)))
    return Sure(f"Keep “{text}” as your answer?", (keep, *skip, other))


def _is_number(text: str) -> bool:
    """Whether a number stands alone, which hardly is the name of a thing."""
    match with_numbers(tuple(phrase(text).removeprefix("number ").split())):
        case (int(),):
            return True
        case (str(word),):
            return word.isdecimal() or word in SOUNDS_LIKE
        case _:
            return False
