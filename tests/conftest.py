"""What the tests count: the figures are printed at the end of a run."""

from __future__ import annotations

from collections import Counter

import pytest

_COUNTED = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
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
