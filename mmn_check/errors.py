"""Errors are sentences with an exit code; they never print themselves."""

from __future__ import annotations

from typing import ClassVar


class MmnCheckError(Exception):
    """Something could not be done: the message says why, and what to do."""

    exit_code: ClassVar[int] = 1


class WrongUseError(MmnCheckError):
    """What was given cannot be used: an option, a question bank, an answers file."""

    exit_code = 2


class StoppedError(MmnCheckError):
    """The person stopped before the end; the answers so far are kept."""

    exit_code = 3


class NoTerminalError(MmnCheckError):
    """There is no terminal to ask on, and no answers were given."""

    exit_code = 4


class InterruptedByPersonError(MmnCheckError):
    """Ctrl-C was pressed; the answers so far are kept."""

    exit_code = 130
