"""Free words: kept to the letter; what may be no answer but a reply is asked about first."""

from __future__ import annotations

from mmn_check.i18n import tr
from mmn_check.understanding import commands
from mmn_check.understanding.labels import bare_words
from mmn_check.understanding.lexicon import lexicon, ways_to_say
from mmn_check.understanding.options import which_of
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    something_else,
    yes_or_no,
)
from mmn_check.understanding.replies import asks_whether
from mmn_check.understanding.talk_around import begun_by, phrases_in
from mmn_check.understanding.utterance import is_key, is_number, request, says
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NOT_SURE, Words, answered

_LONGEST = 60
_FEW = 5
"""So many words about ideas may be meant to see them."""


def instead_of_words(step: Step, text: str) -> Reading | None:
    """What the words do, if they are no answer; asks, where they may be one as well."""
    if len(text) > _LONGEST:
        return None
    return (
        _name(step, text)
        or _by_letter(step, text)
        or _ideas(step, text)
        or _doing(step, text)
        or _reply(step, text)
    )


def _name(step: Step, text: str) -> Reading | None:
    """The name alone, where a name is asked for: "Call me Tess", "Tess will do.".

    What one word alone leads to or ends may be all of the name, and is asked about: "Im Sung".
    """
    if step.item.role != "name":
        return None
    language, words = step.language, text.split()
    begin = begun_by(words, language, "before_name")
    runs = phrases_in(words, language, "behind_name")
    end = next((start for start, end in runs if end == len(words)), len(words))
    name = " ".join(words[begin:end]).rstrip(" ,;")
    alone = ParsedAnswer(answered(Words(name)))
    if not name or name == text:
        return None
    if 1 not in (begin, len(words) - end):
        return alone
    whole = ParsedAnswer(answered(Words(text)))
    return which_of(step, [(f"“{name}”", alone), (f"“{text}”", whole)])


def _by_letter(step: Step, text: str) -> Reading | None:
    """What the letter of a key does; asked, if it is not on the screen or not to be done here."""
    doing = commands.by_letter(step, text)
    plain = isinstance(doing, Command) and doing.name != "repeat"
    if doing is None or plain or doing == ParsedAnswer(NOT_SURE):
        return doing
    return _does_or_keep(step, text, doing, refused=isinstance(doing, Rejected))


def _ideas(step: Step, text: str) -> Reading | None:
    """Whether the ideas are to be shown, where a table has any."""
    if not commands.has_ideas(step):
        return None
    said = request(text, step.language)
    if said in lexicon(step.language).phrases("ideas"):
        return Command("ideas")
    of_ideas = {
        word for one in lexicon(step.language).phrases("ideas") if len(one) == 1 for word in one
    }
    if of_ideas.isdisjoint(said) or len(said) > _FEW or commands.doing_said(text, step.language):
        return None
    shows = Option(commands.does_in_words(Command("ideas")), Command("ideas"))
    sentence = tr("Show the ideas, or keep “{text}” as your answer?", text=text)
    return NeedsConfirmation(sentence, (shows, _keep(step, text)))


def _doing(step: Step, text: str) -> Reading | None:
    """Asks, where a command is typed, whether it is one."""
    doing = commands.doing_said(text, step.language)
    if doing is None or request(text, step.language) in lexicon(step.language).phrases("ordinary"):
        return None
    return _does_or_keep(step, text, doing, refused=commands.is_refused(step, doing))


def _does_or_keep(step: Step, text: str, doing: Reading, *, refused: bool) -> NeedsConfirmation:
    """Ask whether something is to be done, if it can be, or whether its words are the answer."""
    if refused:
        sentence = tr("Did you mean “{text}” as your answer?", text=text)
        return NeedsConfirmation(sentence, yes_or_no(step, ParsedAnswer(answered(Words(text)))))
    does = commands.does_in_words(doing)
    sentence = tr("{does}, or keep “{text}” as your answer?", does=does, text=text)
    return NeedsConfirmation(sentence, (Option(does, doing), _keep(step, text, "keep")))


def _keep(step: Step, text: str, *ways: str) -> Option:
    """The words as they are."""
    kept = ParsedAnswer(answered(Words(text)))
    return Option(tr("Keep “{text}”", text=text), kept, keys=ways_to_say(step.language, *ways))


def _reply(step: Step, text: str) -> Reading | None:
    """Asks, where a yes, a no or a number is typed, whether that is really the answer."""
    language = step.language
    answers = says(text, language, "yes", "no", "no_more", "none")
    answers = answers and not says(text, language, "may_be_written")
    if not step.may_end and asks_whether(step.item.ask, language):
        # "No." answers "Is there anything we did not ask?"
        answers = answers and says(text, language, "yes")
    answers = answers or is_key(text, language, "yes", "no")
    if not answers and not (step.may_end and _is_number(text, language)):
        return None
    keep = _keep(step, text, "keep", "yes")
    skips = Command("skip")
    skip = [] if step.item.required else [Option(commands.does_in_words(skips), skips)]
    other = something_else(step, keys=ways_to_say(language, "no"))
    return NeedsConfirmation(tr("Keep “{text}” as your answer?", text=text), (keep, *skip, other))


def _is_number(text: str, language: str) -> bool:
    """Whether a number stands alone, which hardly is the name of a thing."""
    words = bare_words(text, language)
    words = words[1:] if words[:1] == ("NUMBER",) else words
    surely = lexicon(language).section("sounds_like")["surely"]
    return len(words) == 1 and (is_number(words[0]) or words[0] in surely)
