"""What a reply says of the question as a whole: yes, no, none at all, or something in between.

Works on the canonical tokens of the lexicon's `replies`, and so in every language alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from mmn_check.understanding.labels import is_small
from mmn_check.understanding.lexicon import LEAST_SHARED, alike, folded, lexicon, listed, words_of
from mmn_check.understanding.utterance import says_little, stem, stems, utterance, words_in

YesOrNo = Literal["yes", "no"]
_DENIES = frozenset({"NO", "NOT", "NONE", "CANNOT"})
_IDLE = frozenset({"IDLE", "AFFIRM", "CAN"})
_BENDS = frozenset({"UNSURE", "TURN"})
"""What makes a yes or a no doubtful, wherever it stands behind it."""
_TROUBLE = "TROUBLE"
"""What "no trouble" denies, whatever is asked about."""
_FAINT = frozenset({"HARDLY", "UNLIKELY"})
"""A no in part ("not really"), and one that is no certain knowledge ("not that I know of")."""
_TURNING = _DENIES | _BENDS | _FAINT | {"YES", "NO", "IF", "EXCEPT"}
_ABLE: dict[str, YesOrNo] = {"CAN": "yes", "CANNOT": "no"}
_SMALL = 2
"""Letters of words that say nothing of what is asked about."""
_OPENING = 3
"""So many words at the start tell what kind of question it is: "On which side ..."."""
_LONGEST_LEAD = 4
"""Words of "no, I meant" and the like, at most."""
_BODY = frozenset({"RIGHT", "LEFT", "BOTH", "HAND", "FINGERS", "TOES"})
_BESIDE_BODY = frozenset({"THE", "AND", "ALSO", "OF", "IN", "ON", "SIDE", ","})


class Reply(NamedTuple):
    """A yes or a no, as far as the words say it."""

    meaning: YesOrNo
    certainty: Literal["clear", "hedged", "doubtful"]
    """Said outright; said in part ("a bit", "not really"); or taken back by other words."""


def denied(
    text: str, language: str, topics: Iterable[str] = ()
) -> Literal["whole", "partly"] | None:
    """Whether the words say that there is none of what was asked about.

    `topics` are the names of what that is. "I don't take any." and "No known allergies." deny it
    whole, "No pain pills." only partly: so much must be asked about.
    """
    words = _words(text, language)
    known = [word for topic in topics for word in words_of(topic)]
    opens = next((at for at, word in enumerate(words) if word not in _IDLE), None)
    if opens is None or _ends_asking(text) or words == ["NOT"]:
        return None
    if words[opens] in _FAINT and opens + 1 < len(words):
        return "partly"  # "no longer", said of something
    if words[opens] not in _DENIES:
        return None
    first, *then = words[opens : opens + 2]
    if "".join(then).isdecimal():
        return None  # "No. 7" is a number
    about = [word for word in words if _is_among(word, known, language)]
    told = {*_DENIES, *_IDLE, _TROUBLE, *about, *({"MORE"} if known else ())}
    told -= set() if about else {"CANNOT"}
    twice = first == "NOT" and not _DENIES.isdisjoint(then)  # "not none"
    return "whole" if told.issuperset(words) and not twice else "partly"


def reply(text: str, asked: str, language: str) -> Reply | None:
    """The yes or no that the words begin with, and whether it stands; None if they hold none.

    `asked` is the question, so that "No pain." denies what it asks about.
    """
    if _names_all(text, asked, language):  # "No numbness or tingling"
        text = " ".join(one for one in text.split() if words_in(one, language) != ("OR",))
    said = _reply(text, asked, language)
    if said and said.certainty == "hedged":
        match _said(text, language):
            case [*_, before, last] if before.apart and last.word == said.meaning.upper():
                return said._replace(certainty="clear")  # "Not really, no."
    return said or _emphatic(_words(text, language), text, language)


def _reply(text: str, asked: str, language: str) -> Reply | None:
    heard = _said(text, language)
    while len(heard) > 1 and heard[0].word in _IDLE and heard[1].word in {"YES", "NO", *_IDLE}:
        heard = heard[1:]
    words = [one.word for one in heard]
    told = [one for one in heard if one.word not in {"MURMUR", *_IDLE}]
    trouble = _TROUBLE in [one.word for one in told[1:3]] and told[0].word in _DENIES
    if trouble and not told[0].apart and _asks_can(asked, language):
        return Reply("yes", "hedged" if _bent(words) else "clear")  # "Sure, no problem with that."
    match words:
        case [("SOMEWHAT" | "ONLY" | "MURMUR" | "ALWAYS") as first, *rest]:
            # "Always on time" is no yes to "Have you missed a dose?", "only my pride" to "Hurt?".
            plain = first == "SOMEWHAT" or rest[:1] in ([], ["SOMEWHAT"])
            narrow = first == "ONLY" and _narrows(text, language)
            clear = (plain or narrow) and first != "MURMUR" and not _bent(rest)
            said = Reply("yes", "clear" if clear else "hedged")
            return _steady(said, rest, {"NO", "NOT", "NONE", *_FAINT}, text)
        case [("HARDLY" | "UNLIKELY") as first, *rest]:
            said = Reply("no", "hedged" if first == "HARDLY" or _bent(rest) else "clear")
            return _steady(said, rest, {"YES", "SOMEWHAT"}, text)
        case ["IF", *_]:
            return Reply("yes", "clear" if _names_body(text, language) else "doubtful")
        case ["AFFIRM"]:
            return Reply("yes", "hedged")  # "She does.", whatever verb was asked with
        case ["YES", *rest]:
            return Reply("yes", "clear" if _yes_stands(rest, text, language) else "doubtful")
        case ["NO", *rest]:
            stands = _no_stands(rest, text, language, () if heard[0].apart else words_of(asked))
            return Reply("no", "clear" if stands else "doubtful")
        case _:
            able = _able(text, asked, language)
            denial = able or _denial(text, asked, language) or _free_of(words, asked, language)
            return denial or _at_its_end(heard, text, language)


def _narrows(text: str, language: str) -> bool:
    """Whether it is said when or where it is so: "only in summer", "just my fingertips"."""
    known = lexicon(language).phrases("time_or_dose", "details")
    limits = any((word,) in known for word in words_of(text))
    return limits or _says_body(text, language)


def _says_body(text: str, language: str) -> bool:
    return any(is_body(word, language) for word in words_in(text, language))


def _names_body(text: str, language: str) -> bool:
    """Whether only parts of the body are named behind the first word: "Si, la mano y el pie"."""
    _, *rest = words_in(text, language)
    body = [is_body(word, language) for word in rest if word not in _BESIDE_BODY]
    return bool(body) and all(body)


def is_body(word: str, language: str) -> bool:
    """Whether a token is a part of the body, or a side of it."""
    body = stems(listed(lexicon(language).section("body")), language)
    return word in _BODY or stem(word, language) in body


def denies_a_part(text: str, asked: str, language: str) -> bool:
    """Whether one of two things asked about is denied alone, which is no no to the other.

    "No tingling" where "numbness or tingling" is asked; a plain no before it denies both.
    """
    heard = _said(text, language)
    plain = heard and heard[0].word == "NO" and heard[0].apart
    return not plain and len(_named_of(text, asked, language)) > 1


def _names_all(text: str, asked: str, language: str) -> bool:
    return _named_of(text, asked, language) == {True}


def _named_of(text: str, asked: str, language: str) -> set[bool]:
    """Whether the things that an "or" sets apart in a question are named, and whether not."""
    first = next((one for one in asked.split("?") if "OR" in words_in(one, language)), "")
    said = _words(text, language) if first else ()
    parts = _alternatives(first, language) if first else ()
    return {any(_is_among(one, part, language) for one in said) for part in parts}


def _alternatives(asked: str, language: str) -> Iterator[Sequence[str]]:
    """The words of each of the things that an "or" sets apart in a question."""
    idle = listed(lexicon(language).section("replies")["IDLE"])
    parts: list[list[str]] = [[""]]
    for word in words_in(asked, language):
        small = is_small(word, language) or says_little(word, language)
        if word in (",", "OR"):
            parts.append([])
        elif not word.islower() or small or word in idle:
            parts[-1] += [""] if parts[-1] else []
        else:
            parts[-1].append(word)
    first, *rest = parts
    yield first[len(first) - first[::-1].index("") :]
    yield from (part[:1] for part in rest if part)


def _asks_can(asked: str, language: str) -> bool:
    known = lexicon(language).phrases("asks_can")
    return any((word,) in known for word in words_of(asked))


def _able(text: str, asked: str, language: str) -> Reply | None:
    """Whether one can, where that is asked: "She's still able to", "Ya no puede"."""
    can = _asks_can(asked, language)
    told = [word for word in _words(text, language) if word not in ("IDLE", "AFFIRM")]
    known = all(
        one in (*_ABLE, "MORE", *_FAINT) or _is_among(one, words_of(asked), language)
        for one in told
    )
    if not can or not told or told[0] not in _ABLE or not known or _ends_asking(text):
        return None
    return Reply(_ABLE[told[0]], "clear" if len({*told} & _ABLE.keys()) == 1 else "doubtful")


def _at_its_end(heard: Sequence[_HeardWord], text: str, language: str) -> Reply | None:
    """A no or a yes behind the rest: "In the last month, no."; nothing, where more denies."""
    *before, last = [one.word for one in heard] or [""]
    if last in ("NO", "NOT") and before[:1] == ["NOT"]:
        before = before[1:]
    apart = len(before) >= _OPENING or (len(heard) > 1 and heard[-2].apart)  # no "Antes sí."
    told = last in ("NO", "NOT", "YES") and apart and not _ends_asking(text)
    if not told or not (_TURNING | {"OTHERWISE"}).isdisjoint(before):
        return None
    if last == "YES":
        return Reply("yes", "clear")
    of_part = "SOMEWHAT" in before or (not heard[-2].apart and _of_one_part(text, language))
    return None if of_part else Reply("no", "clear")


def _of_one_part(text: str, language: str) -> bool:
    """Whether the last words may be of one of several things alone: "... and now the toes no"."""
    joins = lexicon(language).phrases("joins_clause")
    return _says_body(text, language) or any((word,) in joins for word in words_of(text))


def _emphatic(words: Sequence[str], text: str, language: str) -> Reply | None:
    """A yes behind who it is about: "Mi mamá sí", or "A ella si le dan" without its accent."""
    at = next((at for at, word in enumerate(words) if word in ("YES", "IF")), 0)
    about = not 0 < at <= _OPENING or not _TURNING.isdisjoint(words[:at])
    idle = words[at : at + 1] == ["YES"] or _IDLE.issuperset(words[:at])
    rest = words[at + 1 :]
    stands = not about and idle and _yes_stands(rest, text, language)
    if words[at : at + 1] == ["YES"] and not _IDLE.issuperset(rest):
        return None
    return Reply("yes", "hedged") if stands else None


def tells(text: str, language: str) -> bool:
    """Whether the words tell something, and deny or doubt nothing: "It went to my left hand"."""
    words = _words(text, language)
    whole = len(words) > _OPENING and not _IDLE.isdisjoint(words) and not _ends_asking(text)
    return whole and _TURNING.isdisjoint(words)


def _denial(text: str, asked: str, language: str) -> Reply | None:
    """A no in other words: "I don't", "I never fell", or "none" where something is counted."""
    if denied(text, language, (asked,)) != "whole":
        return None
    said = (one.word for one in utterance(text, language).pieces if len(one.word) > _SMALL)
    told = any(_is_among(one, words_of(asked), language) for one in said)
    return Reply("no", "clear" if told else "hedged")


def _free_of(words: Sequence[str], asked: str, language: str) -> Reply | None:
    """A no in one word with what is asked about: "painless", "pain free"."""
    told = [word for word in words if word not in _IDLE]
    for ending in listed(lexicon(language).section("free_of")):
        for at, (one, then) in enumerate(pairwise([*told, ""])):
            name = one if then == ending else one.removesuffix(ending)
            if (then == ending or name != one) and _is_among(name, words_of(asked), language):
                rest = len(told) > at + 1 + (then == ending) or at
                return Reply("no", "hedged" if rest else "clear")
    return None


def wavers(text: str, language: str) -> bool:
    """Whether the words begin with a doubt, or with a yes and a no together: "Maybe."."""
    return len(text) > 1 and _words(text, language)[:1] in (["UNSURE"], ["TURN"])


def echoes(text: str, asked: str, language: str) -> bool:
    """Whether the words say again what is asked about: "I get cramps"."""
    known = [
        one
        for one in words_of(asked)
        if len(one) >= LEAST_SHARED and not says_little(one, language)
    ]
    told = (word for word in _words(text, language) if not says_little(word, language))
    return not _ends_asking(text) and any(_is_among(word, known, language) for word in told)


def adds_words(text: str, language: str) -> bool:
    """Whether anything is said besides a yes or a no, however long that is: "Yes, the left"."""
    told = {"YES", "NO", "NOT", "IF", "SOMEWHAT", "ALWAYS", "MURMUR", *_BENDS, *_FAINT, *_IDLE}
    return not told.issuperset(_words(text, language))


def without_lead(typed: str, language: str) -> tuple[str, str]:
    """The words behind "yes" or "no, I meant", and which of the two it was, if any."""
    said, first = typed.strip(), ""
    for name in ("plain_yes", "plain_no", "i_meant"):
        rest = "" if name == "plain_no" and first else _behind(said, name, language)
        if rest:
            said, first = rest, first or name
    words = list(re.finditer(r"\w+", said))
    if len(words) > 1 and (folded(words[-1][0]),) in lexicon(language).phrases("that_one"):
        said = said[: words[-1].start()].strip()
    return said, first


def leaves_out(text: str, language: str) -> bool:
    """Whether what is named is just what is not meant: "no headache", "all except writing"."""
    words = [word for word in _words(text, language) if word not in _IDLE]
    return words[:1] in (["NO"], ["NONE"]) or "EXCEPT" in words


def excepts(text: str, language: str) -> bool:
    """Whether something is left out: "anything but writing"."""
    return "EXCEPT" in _words(text, language)


def takes_away(text: str, language: str) -> bool:
    """Whether something is said not to be there; "I can't walk" says that something is."""
    return not {"NO", "NOT", "NONE"}.isdisjoint(_words(text, language))


def turns(text: str, language: str) -> bool:
    """Whether anything is denied, doubted, left out or said instead."""
    return not ({"NO", "NOT", "NONE", "EXCEPT"} | _BENDS | _FAINT).isdisjoint(
        _words(text, language)
    )


def says_can(text: str, language: str) -> bool:
    """Whether the words say "I can", and nothing that denies it."""
    words = _words(text, language)
    return "CAN" in words and _DENIES.isdisjoint(words)


def says_no(text: str, language: str) -> bool:
    """Whether a question holds a denial itself: then a no may mean either."""
    return not (_DENIES | _FAINT).isdisjoint(_words(text, language))


def asks_whether(question: str, language: str) -> bool:
    """Whether a question can be answered by yes or no: no "what" or "which" begins it."""
    asked = re.findall(r"[^\W\d_]+", question.casefold())[:_OPENING]
    return not any(word in lexicon(language).section("asks") for word in asked)


def _yes_stands(rest: Sequence[str], text: str, language: str) -> bool:
    but = lexicon(language).phrases("contrasts")  # "Yes, but not any more."
    opening = next((word for word in rest if word not in _IDLE and (word,) not in but), "")
    taken_back = {"NO", *_BENDS}.intersection(rest) or opening in {"NOT", "NONE", *_FAINT}
    taken_back = taken_back or (opening == "EXCEPT" and {*rest} <= {"EXCEPT", "MORE", *_IDLE})
    return not taken_back and not _ends_asking(text)


def _no_stands(rest: Sequence[str], text: str, language: str, asked: Sequence[str]) -> bool:
    """Whether a no stands; `asked` are words that may follow it at once ("No pain"), if any."""
    bent = (
        {"YES", *_BENDS}.intersection(rest)
        or rest[:1] == ["SOMEWHAT"]
        or rest in (["AFFIRM"], ["CAN"])
    )
    if bent or _ends_asking(text):
        return False
    told = _DENIES | _IDLE
    return not asked or all(word in told or _is_among(word, asked, language) for word in rest)


def _bent(rest: Sequence[str]) -> bool:
    return not _BENDS.isdisjoint(rest)


def _steady(said: Reply, rest: Sequence[str], against: set[str], text: str) -> Reply | None:
    return said if against.isdisjoint(rest) and not _ends_asking(text) else None


def _ends_asking(text: str) -> bool:
    return text.rstrip(' ."”»').endswith("?")


class _HeardWord(NamedTuple):
    """One token, and whether a mark or the end of a sentence stands behind it."""

    word: str
    apart: bool


@lru_cache(maxsize=256)
def _said(text: str, language: str) -> Sequence[_HeardWord]:
    """The tokens of the words.

    What may be a yes or an "if" is a yes where it stands apart, and a no that is followed by
    words is a "not", unless it comes first.
    """
    pieces = utterance(text, language).pieces
    written = re.findall(r"\w+", text.casefold())
    told_apart = lexicon(language).section("told_apart")
    accented = any(one in written and folded(one) not in written for one in told_apart)
    found: list[_HeardWord] = []
    at = 0
    for token in utterance(text, language).tokens("replies"):
        at += token.length
        after = pieces[at] if at < len(pieces) else None
        apart = after is None or after.opens or not after.word[0].isalnum()
        if not token.word[0].isalnum():
            continue
        word = "YES" if token.word == "IF" and (apart or accented) else token.word
        word = "NOT" if word == "NO" and found and not apart else word
        found.append(_HeardWord(word, apart and not (after and after.word.isdecimal())))
    return tuple(found)


def _words(text: str, language: str) -> list[str]:
    return [one.word for one in _said(text, language)]


def _is_among(word: str, known: Iterable[str], language: str) -> bool:
    return any(alike(word, one, language) for one in known)


def _behind(said: str, name: str, language: str) -> str:
    """What stands behind the longest of these phrases; empty if none begins the words."""
    words = list(re.finditer(r"\w+(?:['’]\w+)*", said))
    for length in range(min(len(words) - 1, _LONGEST_LEAD), 0, -1):
        if tuple(folded(word[0]) for word in words[:length]) in lexicon(language).phrases(name):
            return said[words[length].start() :]
    return ""
