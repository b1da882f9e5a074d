"""Being told to end, by a key or by the system; and saying then where the answers are."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from mmn_check.errors import InterruptedByPersonError, StoppedError
from mmn_check.language import tr

TERMINAL_GONE = (errno.EPIPE, errno.EIO)
"""What the system says of a terminal that was closed, or a pipe that nobody reads."""
CALLS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""Left to itself, Ctrl-\\ (SIGQUIT) would write all that is in memory, answers too, into a file."""


def listen() -> None:
    """Let Ctrl-C raise KeyboardInterrupt; the other ways of being told to end, StoppedError.

    What the program was started to ignore (`nohup`), it goes on ignoring.
    """
    for number in CALLS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _called)


def listen_no_more() -> None:
    """On the way out already: impatience must not break it."""
    for number in CALLS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def put_off() -> Iterator[None]:
    """Do something to its end first, even if told to end meanwhile."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, CALLS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _called(number: int, _frame: FrameType | None) -> None:
    for one in CALLS:
        if signal.getsignal(one) is _called:
            signal.signal(one, _called_again)
    raise KeyboardInterrupt if number == signal.SIGINT else StoppedError(tr("Stopped."))


def _called_again(_number: int, _frame: FrameType | None) -> None:
    """Once is enough: the second must not break in while the first is being answered."""


@contextmanager
def honest_exits(where: Callable[[], str]) -> Iterator[None]:
    """Turn every way of leaving into one that says where the answers are."""
    try:
        yield
    except KeyboardInterrupt:
        listen_no_more()
        raise InterruptedByPersonError(f"\n{tr('Interrupted.')} {where()}") from None
    except (EOFError, StoppedError):
        listen_no_more()
        raise StoppedError(f"\n{tr('Stopped.')} {where()}") from None
    except OSError as error:
        if error.errno not in TERMINAL_GONE:
            raise
        raise StoppedError(f"\n{tr('Stopped.')} {where()}") from None
