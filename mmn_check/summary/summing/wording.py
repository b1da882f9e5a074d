"""Words in the making: phrases, lists in a row, templates, sentences.

Nothing here knows a question or an answer. Templates hold named fields and parts in square
brackets that are left out when a field in them is empty; text that fills a field is never read
as a template itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mmn_check.bank.layout import Joined
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.summary.printed import PAGE_2, Piece

Phrase = tuple[Piece, ...]

TOKEN = re.compile(r"\{([a-z0-9_.]+)\}|[\[\]]")
BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that move the cursor or turn the reading direction of what follows."""


@dataclass(frozen=True)
class Listing:
    """Several things in a row, which may be shortened from the end."""

    items: tuple[Phrase, ...]
    join: Joined = "comma"


Parts = tuple[Piece | Listing, ...]
Filling = Parts | Listing

_LAST: Mapping[tuple[str, str], str] = {
    ("and", " "): tr_later("{things} and {last}"),
    ("and", ", "): tr_later("{things}, and {last}"),
    ("and", "; "): tr_later("{things}; and {last}"),
    ("or", " "): tr_later("{things} or {last}"),
    ("or", ", "): tr_later("{things}, or {last}"),
    ("or", "; "): tr_later("{things}; or {last}"),
}
"""How the last thing joins the others, by the word and by what stands before it in English."""


def words(text: str) -> Phrase:
    """Words of the bank or the layout."""
    return (Piece(text),)


def own_words(text: str, *, quotes: bool) -> Phrase:
    """The patient's words to the letter, without what a page cannot show."""
    clean = printable(text).strip()
    if not quotes:
        return (Piece(clean, own=True),)
    return (Piece('"'), Piece(clean, own=True), Piece('"'))


def printable(text: str) -> str:
    """The text with line breaks of one kind, and without control characters."""
    return HIDDEN.sub("", BREAKS.sub("\n", text.replace("\t", " ")))


def as_phrase(filling: Filling | None) -> Phrase:
    """What fills a field as a phrase, unshortened."""
    return in_a_row(filling) if isinstance(filling, Listing) else flat(filling or ())


def text_of(phrase: Phrase) -> str:
    """The phrase as plain text."""
    return "".join(piece.text for piece in phrase)


def plain(parts: Sequence[Piece | Listing]) -> str:
    """The text of it all, unshortened."""
    return text_of(flat(parts))


def flat(parts: Sequence[Piece | Listing], *, shown: int | None = None) -> Phrase:
    """The pieces of it all, with no more than `shown` items of each list."""
    pieces: list[Piece] = []
    for part in parts:
        pieces += in_a_row(part, shown=shown) if isinstance(part, Listing) else (part,)
    return tuple(pieces)


def in_a_row(listing: Listing, *, shown: int | None = None) -> Phrase:
    """The things of a list; where some are not shown, how many more there are."""
    items, left = listing.items[:shown], len(listing.items[shown:]) if shown else 0
    if listing.join == "sentence":
        said = [*items, *([more_on_page_2(left)] if left else [])]
        return joined([*map(with_stop, map(capital, said[:-1])), *map(capital, said[-1:])], " ")
    comma = "; " if any("," in text_of(item) for item in items[:-1]) else ", "
    if left:
        return joined([*items, more_on_page_2(left)], comma)
    if len(items) < 2 or listing.join == "comma":
        return joined(items, comma)
    pattern = tr(_LAST[listing.join, comma if len(items) > 2 else " "])
    return flat(filled(pattern, things=joined(items[:-1], comma), last=items[-1]))


def more_on_page_2(number: int) -> Phrase:
    """Nothing is cut without a word."""
    there = tr(PAGE_2)
    return words(tr_n("+ {count} more, {page_2}", "+ {count} more, {page_2}", number, page_2=there))


def joined(phrases: Sequence[Phrase], between: str) -> Phrase:
    """Phrases one after the other."""
    pieces: list[Piece] = []
    for phrase in phrases:
        pieces += (*([Piece(between)] if pieces else []), *phrase)
    return tuple(pieces)


def fields_of(template: str) -> tuple[str, ...]:
    """The names of the fields, in order."""
    return tuple(match[1] for match in TOKEN.finditer(template) if match[1])


def is_whole(template: str) -> bool:
    """Whether every bracket and brace is closed, and no bracket stands inside another."""
    marks = re.sub(r"\{[a-z0-9_.]+\}|[^\[\]{}]", "", template)
    return marks.replace("[]", "") == ""


def fill(template: str, field: Callable[[str], Filling | None]) -> Parts:
    """The template with its fields filled; a field with nothing to say is left empty."""
    whole: list[Piece | Listing] = []
    optional: list[Piece | Listing] | None = None
    complete, end = True, 0
    for match in TOKEN.finditer(template):
        into = whole if optional is None else optional
        into.append(Piece(template[end : match.start()]))
        end = match.end()
        if match[0] == "[":
            optional, complete = [], True
        elif match[0] == "]":
            whole += (optional or []) if complete else []
            optional = None
        else:
            filling = field(match[1])
            complete = complete and filling is not None
            into += (filling,) if isinstance(filling, Listing) else filling or ()
    whole.append(Piece(template[end:]))
    return tuple(part for part in whole if isinstance(part, Listing) or part.text)


def filled(sentence: str, **parts: Filling) -> Parts:
    """A sentence of the program's own, looked up already, with phrases in their places."""
    return fill(sentence, parts.get)


def capital(phrase: Phrase) -> Phrase:
    """The phrase with a capital letter, unless it begins with the patient's words."""
    if not phrase or phrase[0].own or not phrase[0].text:
        return phrase
    first = phrase[0].text
    return (Piece(first[0].upper() + first[1:]), *phrase[1:])


def with_stop(phrase: Phrase) -> Phrase:
    """The phrase with a full stop, unless it ends with a stop of its own."""
    text = text_of(phrase)
    ended = text.rstrip('"').endswith((".", "?", "!", "…"))
    return phrase if ended or not text else (*phrase, Piece("."))
