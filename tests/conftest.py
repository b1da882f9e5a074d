"""What the tests count: the figures are printed at the end of a run."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

_COUNTED = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    os.environ["LANGUAGE"] = "en"  # whatever language the person speaks who runs the tests
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        # Whatever runs the tests, such as nohup, the programs on a terminal begin as there.
        if signal.getsignal(number) is signal.SIG_IGN:
            by_default = number == signal.SIGINT and signal.default_int_handler
            signal.signal(number, by_default or signal.SIG_DFL)
    config.stash[_COUNTED] = Counter()


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Counter[str]:
    """Counts, by what was counted: `figures["kills survived"] += 1`."""
    return pytestconfig.stash[_COUNTED]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    counted = config.stash[_COUNTED]
    if counted:
        terminalreporter.section("figures")
        for what, number in sorted(counted.items()):
            terminalreporter.write_line(f"{number:>7,}  {what}")
