"""The bank's words as a printer sets them; the patient's own stay as they were typed."""

from __future__ import annotations

from collections.abc import Iterable

from mmn_check.domain.printed import Sentence
from mmn_check.output.lengths import begun

APOSTROPHE, OPENED, CLOSED, DASH = "\u2019", "\u201c", "\u201d", "\u2013"


def lettered(sentences: Iterable[Sentence], *, most: int | None = None) -> str:
    """Sentences in a row, the patient's words in each piece no longer than `most`."""
    return " ".join(_sentence(one, most) for one in sentences)


def _sentence(sentence: Sentence, most: int | None) -> str:
    """Quotation marks of our own open and close in turn; what they hold is not looked into."""
    said, is_open = "", False
    for piece in sentence.pieces:
        if piece.own:
            said += begun(piece.text, most)
            continue
        parts = piece.text.replace("'", APOSTROPHE).replace(" - ", f" {DASH} ").split('"')
        said += parts[0]
        for part in parts[1:]:
            said += (CLOSED if is_open else OPENED) + part
            is_open = not is_open
    return said
