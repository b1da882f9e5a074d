"""What is typed in the language in use, in the English words that the readers know.

Whatever is not surely understood is marked, so that no reader takes it for one of its own words:
what is typed is understood or asked for again, never misunderstood. Labels are heard in the same
way as what is typed, so that the two still meet. English is what it is, at no cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mmn_check.i18n import language

Hearing = Callable[[str], str]


def heard(typed: str) -> str:
    """An answer, a command or a label; only to be read, never to be kept or shown."""
    hearing = _HEARINGS.get(language())
    return hearing()(typed) if hearing else typed


def _spanish() -> Hearing:
    from mmn_check.understanding.hearing.spanish import SPANISH  # noqa: PLC0415 - its tables are for those who speak it

    return SPANISH


_HEARINGS: Mapping[str, Callable[[], Hearing]] = {"es": _spanish}
"""For each language but English, what puts it into English."""
