from __future__ import annotations

import resource
import signal
import weakref
from collections.abc import Iterator

import pytest

from mmn_check.errors import StoppedError
from mmn_check.interview import os_signals


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in os_signals.CALLS}
    os_signals.listen()
    yield
    for one, way in before.items():
        signal.signal(one, way)


@pytest.mark.parametrize("number", os_signals.CALLS)
def test_what_must_be_done_is_done_before_the_end(number: int) -> None:
    """Told to end in the middle of it, the program does it to its end, and ends then."""
    done = []

    with pytest.raises((KeyboardInterrupt, StoppedError)), os_signals.put_off():  # noqa: PT012 - the end is the point
        signal.raise_signal(number)
        done.append("kept")

    assert done == ["kept"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_call_that_got_lost_can_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python passes over an exception while it tidies up: the program can still be ended."""
    thing = os_signals._Later()
    told = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))

    del thing
    signal.raise_signal(signal.SIGINT)  # so soon, it is but impatience
    monkeypatch.setattr(os_signals, "IMPATIENT", 0)

    assert told() is None
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_is_done_in_peace_ends_nothing() -> None:
    """Without a call nothing is raised, and a call that came before is not raised again."""
    with os_signals.put_off():
        pass
    with pytest.raises(KeyboardInterrupt), os_signals.put_off():
        signal.raise_signal(signal.SIGINT)
    with os_signals.put_off():
        pass


def test_a_fault_while_the_end_was_put_off_is_not_hidden() -> None:
    """What went wrong comes first."""
    with pytest.raises(ValueError, match="the disk"), os_signals.put_off():  # noqa: PT012 - as above
        signal.raise_signal(signal.SIGTERM)
        raise ValueError("the disk")


@pytest.mark.parametrize(("most", "soft"), [(resource.RLIM_INFINITY, 1), (4096, 1), (0, 0)])
def test_no_image_of_the_memory_is_written(
    monkeypatch: pytest.MonkeyPatch, most: int, soft: int
) -> None:
    """Whatever the system would allow, an image would be larger than what is left."""
    limits: list[object] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (most, most))
    monkeypatch.setattr(resource, "setrlimit", lambda *what: limits.append(what))

    os_signals.leave_no_core()

    assert limits == [(resource.RLIMIT_CORE, (soft, most))]


def test_a_fault_notes_where_the_answers_are() -> None:
    """For the sentence at the end; where a terminal is gone, that is a stop instead."""
    with (
        pytest.raises(ValueError, match="x") as fault,
        os_signals.honest_exits(lambda: "Kept."),
    ):
        raise ValueError("x")
    with (
        pytest.raises(StoppedError, match="Kept"),
        os_signals.honest_exits(lambda: "Kept."),
    ):
        raise BrokenPipeError(32, "")

    assert fault.value.__notes__ == ["Kept."]
