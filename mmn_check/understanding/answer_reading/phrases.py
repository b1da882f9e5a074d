"""The fixed phrases: what to do instead of answering, states, yes and no."""

from __future__ import annotations

from collections.abc import Mapping

from mmn_check.understanding.answer_reading.readings import (
    Command,
    CommandName,
    Reading,
    Understood,
)
from mmn_check.understanding.answer_reading.spoken import listed, tokens, without_politeness
from mmn_check.understanding.hearing import heard
from mmn_check.visit.values import DECLINED, NOT_SURE

_COMMANDS: Mapping[CommandName, str] = {
    "back": (
        "b, back, go back, go back one, previous, previous question, the previous question, "
        "last question, go to the previous question, take me back"
    ),
    "skip": (
        "s, skip, skip this, skip it, skip this one, skip that, skip this question, "
        "skip the question, next question, the next question, go to the next question, pass, "
        "leave it out, leave this out"
    ),
    "help": (
        "h, ?, help, help me, why, explain, why do you ask, what does that mean, "
        "what does this mean, what does it mean, what do you mean, i dont understand, "
        "i do not understand"
    ),
    "stop": (
        "q, quit, stop, stop here, stop now, stop it here, exit, stop and keep, save and quit, "
        "save and stop, i want to stop, i need to stop"
    ),
    "repeat": (
        "r, repeat, say again, say that again, say it again, repeat that, repeat the question, "
        "repeat the choices, read it again, ask again, can you repeat that, what was the question"
    ),
    "quiet": "quiet, be quiet, no hints, fewer hints, hide hints, hide the hints",
}
_NOT_SURE = (
    "n, not sure, im not sure, i am not sure, not really sure, not quite sure, unsure, im unsure, "
    "i am unsure, not certain, im not certain, i am not certain, dont know, i dont know, "
    "do not know, i do not know, i really dont know, dont remember, i dont remember, "
    "i do not remember, cant remember, i cant remember, i cannot remember, cant say, i cant say, "
    "no idea, i have no idea, ive no idea, no clue, i have no clue, dunno, i dunno, idk"
)
_DECLINED = (
    "rather not say, rather not, id rather not say, i would rather not say, id rather not, "
    "i would rather not, prefer not to say, id prefer not to say, i prefer not to say, "
    "i would prefer not to say, prefer not to answer, id rather not answer, "
    "i would rather not answer, i dont want to say, i do not want to say, decline, "
    "decline to answer, i decline, no comment"
)
_NO_MORE = (
    "0, zero, none, no more, no others, nothing, nothing more, nothing else, thats all, "
    "that is all, thats it, that is it, thats everything, that is everything, no thats all, "
    "no that is all, not that i know of, not that im aware of, none that i know of, done, "
    "im done, i am done, all done, finished, im finished, i am finished, end"
)
_TAKE_OUT = (
    "0, zero, take out, take it out, take this out, take this one out, remove, remove it, "
    "remove this, remove this one, delete, delete it, delete this, delete this one"
)
_NONE = (
    "none, none of these, none of those, none of them, none of this, none of the above, "
    "none of these apply, none apply, no none, no none of these, none at all, nothing, "
    "nothing at all, not any, i have none, i have none of these"
)
_MAYBE_NONE = "no, nope, neither, neither of them, neither of these, no thanks, no thank you"
_PLAIN_YES = "yes, y, yeah, yea, yep, yup, yah, aye"
_PLAIN_NO = "no, nope, nah, nay"
_IDEAS = (
    "i, idea, ideas, show ideas, show the ideas, show me ideas, show me the ideas, "
    "show me some ideas, show me an idea, give me ideas, give me the ideas, give me some ideas, "
    "give me an idea, i want ideas, i need ideas, i need an idea, i need some ideas, "
    "i would like ideas, id like ideas, see the ideas, list the ideas, some ideas, any ideas, "
    "more ideas"
)
_KEEP = (
    "keep, keep it, keep that, keep this, keep this one, keep it as it is, keep my answer, "
    "keep the answer, leave it as it is, enter, press enter"
)
_ALL = (
    "all, all of them, all of these, all of those, all of the above, all of it, everything, "
    "every one of them, all of these apply"
)
_BOTH = "both, both of them, both of these, both of those"


_LONGEST_KEPT = 60
DOINGS: Mapping[str, Reading] = (
    {said: Command(name) for name, line in _COMMANDS.items() for said in listed(line)}
    | dict.fromkeys(listed(_NOT_SURE), Understood(NOT_SURE))
    | dict.fromkeys(listed(_DECLINED), Understood(DECLINED))
)
"""What may be typed at every question, and what it does."""
TAKE_OUT = frozenset(listed(_TAKE_OUT))
NO_MORE_ROWS = frozenset(listed(_NO_MORE))
NONE_OF_THESE = frozenset(listed(_NONE))
PERHAPS_NONE = frozenset(listed(_MAYBE_NONE))
ALL_OF_THEM = frozenset(listed(_ALL))
BOTH_OF_THEM = frozenset(listed(_BOTH))
PLAIN_YES = frozenset(listed(_PLAIN_YES))
PLAIN_NO = frozenset(listed(_PLAIN_NO))
UNSURE = frozenset(listed(_NOT_SURE))
IDEAS = frozenset(listed(_IDEAS))
"""What brings the bank's ideas up, where a table has any."""
_KEEPS = frozenset(listed(_KEEP))
HARMLESS = frozenset({"help", "repeat", "quiet", "ideas"})
"""Commands after which the same question stands."""


def phrase(text: str) -> str:
    """The text as the phrases are written: plain words, nothing polite, no full stop."""
    words = [word for word in without_politeness(tokens(text)) if word != ","]
    return " ".join(words)


def keeps(text: str) -> bool:
    """Whether the words leave an answer as it stands, where it says that Enter does."""
    return len(text) <= _LONGEST_KEPT and phrase(heard(text)) in _KEEPS


def request(text: str) -> str:
    """The phrase without a mark of question at its end, which may as well be polite."""
    return phrase(text).removesuffix(" ?")
