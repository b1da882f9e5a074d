"""What the layout of the page must be like, said where it stands in the bank's file."""

from __future__ import annotations

from collections.abc import Iterator

from mmn_check.domain.layout_check import layout_mistakes
from mmn_check.storage.bank_reading.draft import Draft
from mmn_check.storage.mistakes import Mistake


def misprinted(draft: Draft) -> Iterator[Mistake]:
    """Every mistake in the layout; none is claimed where a section could not be read."""
    if draft.has_own_file and not draft.lost_sections:
        for path, sentence in layout_mistakes(draft.bank):
            yield draft.notes.mistake(draft.bank, sentence, *path)
