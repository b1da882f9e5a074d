"""What an interview is given: it builds nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from mmn_check.domain.bank import Term
from mmn_check.domain.last_time import LastTime
from mmn_check.domain.records import Record
from mmn_check.domain.visit import Visit
from mmn_check.prompting import Prompter


class Means(Record):
    """By what means the conversation is held."""

    prompter: Prompter
    save: Callable[[Visit], None]
    """Makes a visit safe; what it was given is on the disk when it returns."""
    now: Callable[[], datetime]
    glossary: Callable[[], Sequence[Term]]
    last_time: Callable[[], LastTime]
    """Looks up what an earlier visit has to offer."""
