"""Runs of words: joined, filled into templates, made into sentences.

Text that fills a template is never read as a template itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mmn_check.bank.page_layout import TOKEN
from mmn_check.i18n import tr
from mmn_check.summary.summary_model import ABOUT, Phrase, Piece, Sentence
from mmn_check.text_safety import to_print

DICTATED_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
BESIDE, ENDS = Piece(" (“"), Piece("”)")
"""Stand round what was said beside an answer."""
STOP = Piece(".")


def words(text: str) -> Phrase:
    """Words of the bank or the layout."""
    return (Piece(text),)


def own_words(text: str) -> Phrase:
    """The patient's words to the letter, without what a page cannot show."""
    return (Piece("“"), Piece(to_print(text).strip(), own=True), Piece("”"))


def unquoted(text: str) -> Phrase:
    """The same without quotation marks, and without the stop that dictation put at their end.

    Behind one or two letters a stop may be a part of the name: "Jr.", "K. R.".
    """
    return (Piece(DICTATED_STOP.sub("", to_print(text).strip()), own=True),)


def aside(text: str) -> Phrase:
    """What was said beside an answer, without the stop of dictation; nothing if it is empty."""
    said = to_print(text).strip().removesuffix(".")
    return (BESIDE, Piece(said, own=True), ENDS) if said else ()


def remarked(said: Iterable[Piece]) -> tuple[Phrase, Phrase]:
    """What was answered, and all that was said beside it, in one bracket."""
    bare, notes = list[Piece](), list[Piece]()
    is_beside = False
    for piece in said:
        is_beside = is_beside or piece == BESIDE
        if piece == BESIDE and notes:
            notes[-1] = Piece("”; “")
        else:
            (notes if is_beside else bare).append(piece)
        is_beside = is_beside and piece != ENDS
    return tuple(bare), tuple(notes)


def with_asides(said: Phrase, notes: Iterable[str]) -> Phrase:
    """A sentence with more that was said beside it, before its stop."""
    whole = said[:-1] if said[-1:] == (STOP,) else said
    bare, beside = remarked((*whole, *(piece for one in notes for piece in aside(one))))
    return with_stop((*bare, *beside))


def text_of(phrase: Phrase) -> str:
    """The phrase as plain text."""
    return "".join(piece.text for piece in phrase)


def joined(phrases: Iterable[Phrase], between: str = ", ") -> Phrase:
    """Phrases one after the other; semicolons between things that hold a comma or an "or"."""
    several = [one for one in phrases if one]
    said = " ".join(piece.text for one in several for piece in one if not piece.own)
    is_list = "," in said or not {*said.split()}.isdisjoint(tr("or").split())
    link = Piece("; " if is_list and between == ", " else between)
    return tuple(it for at, one in enumerate(several) for it in ((link, *one) if at else one))


def fill(template: str, field: Callable[[str], Phrase | None]) -> Phrase | None:
    """The template with its fields filled; None where a field outside brackets says nothing.

    What was said beside the answers stands at its end.
    """
    whole: list[Piece] = []
    optional: list[Piece] | None = None
    complete, taken, strong, end = True, False, False, 0
    for match in (*TOKEN.finditer(template), None):
        into = whole if optional is None else optional
        between = template[end : match.start()] if match else template[end:]
        into += [Piece(between, strong=strong)] if between else []
        if match is None:
            break
        end = match.end()
        if match[0] == "[":
            optional, complete, taken = [], True, False
        elif match[0] in "]|":
            if complete and not taken:
                whole += optional or []
                taken = True
            optional, complete = (None if match[0] == "]" else []), True
        elif match[0] == "*":
            strong = not strong
        elif (filling := field(match[1])) is not None and (text_of(filling) or optional is None):
            bare, notes = remarked(filling)
            into += (*(one._replace(strong=strong or one.strong) for one in bare), *notes)
        elif optional is None:
            return None
        else:
            complete = False
    bare, notes = remarked(whole)
    return (*bare, *notes)


def filled(template: str, **parts: str | Phrase) -> Phrase:
    """A sentence of the program's own, looked up already, or of the layout, filled."""
    phrases = {name: words(said) if isinstance(said, str) else said for name, said in parts.items()}
    return fill(template, phrases.get) or ()


def capital(phrase: Phrase) -> Phrase:
    """The phrase with a capital letter, unless it begins with the patient's words."""
    if not phrase or phrase[0].own or not phrase[0].text:
        return phrase
    text, strong = phrase[0].text, phrase[0].strong
    return (Piece(text[0].upper() + text[1:], strong=strong), *phrase[1:])


def with_stop(phrase: Phrase) -> Phrase:
    """The phrase with a full stop, unless it ends with a stop of its own."""
    text = text_of(phrase)
    ended = text.rstrip("”").endswith((".", "?", "!", "…", ":"))
    return phrase if ended or not text else (*phrase, STOP)


def labelled(name: str, said: Phrase) -> Phrase:
    """What was said behind what was asked: "Dose: 60 g", "Which part? left hand"."""
    return (Piece(f"{name}{'' if name.endswith('?') else ':'} "), *said)


def as_sentence(phrase: Phrase, *origins: str) -> Sentence:
    """A phrase with its capital and stop; of no question, it comes from the layout alone."""
    return Sentence(pieces=with_stop(capital(phrase)), origins=frozenset(origins or (ABOUT,)))


def lower_first(text: str) -> str:
    """The text without its capital, unless its first word is written in capitals ("MRI")."""
    is_me = text.startswith(("I ", "I'"))  # in English; elsewhere no word is so
    stands = text[1:2].isupper() or text[1:2].isdigit() or is_me
    return text if stands else text[:1].lower() + text[1:]
