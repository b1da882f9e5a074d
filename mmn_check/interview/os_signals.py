"""Signals: which end the program, how one is put off, and what is said of the answers then."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from types import FrameType

from mmn_check.errors import InterruptedByPersonError, MmnCheckError, StoppedError
from mmn_check.i18n import tr

TERMINAL_GONE = (errno.EPIPE, errno.EIO)
"""What the system says of a terminal that was closed, or a pipe that nobody reads."""
CALLS: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
    if hasattr(signal, name)
)
"""By which this system tells a program to end: Windows has other ones."""
IMPATIENT = 1.0
"""Seconds in which a further call adds nothing to the one before; after that, it got lost: Python
passes over what is raised while it tidies up."""


class _Later:
    """What is to come once something was done to its end."""

    is_busy = False
    call: int | None = None
    since: float | None = None
    """When the program was told to end; None if it was not."""


_later = _Later()


def listen() -> None:
    """Let Ctrl-C raise KeyboardInterrupt; the other ways of being told to end, StoppedError.

    What the program was started to ignore (`nohup`), it goes on ignoring.
    """
    _later.since = None
    for number in CALLS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _signal_came)


def listen_no_more() -> None:
    """Ignore from now on the signals that end the program: it is ending."""
    for number in CALLS:
        signal.signal(number, signal.SIG_IGN)


def leave_no_core() -> None:
    """Let the system write no image of the memory, which holds answers, if the program is killed.

    One byte and not none: a program that takes such images instead of a file gets none then.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not every system has it

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (min(1, most) if most >= 0 else 1, most))


@contextmanager
def put_off() -> Iterator[None]:
    """Hold back the signals that end the program until the block is done."""
    _later.is_busy = True
    try:
        yield
    finally:
        _later.is_busy = False
        call, _later.call = _later.call, None
    if call is not None:
        _end_at(call)


def _signal_came(number: int, _frame: FrameType | None) -> None:
    now = monotonic()
    if _later.since is not None and now - _later.since < IMPATIENT:
        return
    _later.since = now
    if _later.is_busy:
        _later.call = number
    else:
        _end_at(number)


def _end_at(number: int) -> None:
    raise KeyboardInterrupt if number == signal.SIGINT else StoppedError(tr("Stopped."))


@contextmanager
def calls_as_they_are() -> Iterator[None]:
    """Let through as it is what ends the program, wherever in the block it came.

    Where that breaks into the making of a class, Python before 3.12 says RuntimeError instead.
    """
    try:
        yield
    except RuntimeError as fault:
        if isinstance(fault.__cause__, KeyboardInterrupt | StoppedError):
            raise fault.__cause__ from None
        raise


@contextmanager
def honest_exits(where: Callable[[], str]) -> Iterator[None]:
    """Turn every way of leaving into one that says where the answers are; a fault notes it."""
    try:
        with calls_as_they_are():
            yield
    except KeyboardInterrupt:
        listen_no_more()
        raise InterruptedByPersonError(f"\n{tr('Interrupted.')} {where()}") from None
    except (EOFError, StoppedError):
        listen_no_more()
        raise StoppedError(f"\n{tr('Stopped.')} {where()}") from None
    except MmnCheckError:
        raise
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in TERMINAL_GONE:
            raise StoppedError(f"\n{tr('Stopped.')} {where()}") from None
        fault.add_note(where())
        raise
