"""How a run is spread over processes, and what it counts: the figures are its last lines."""

from __future__ import annotations

import compileall
import gc
import os
import signal
import sys
from collections import Counter
from collections.abc import Generator
from contextlib import suppress
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.support.figures import fell_short
from tests.support.profile import DEEP

TESTS = Path(__file__).parent
LONG = (
    "test_walks.py",
    "test_walks_typed.py",
    "test_slips.py",
    "test_visit_files.py",
    "test_mutated_banks.py",
    "test_every_format.py",
)
"""Files of tests that take minutes each in a deep run, and of which coverage learns nothing that
other tests did not show."""
SPACES = ("test_silence.py", "test_labels_can_be_said.py")
"""Files that try each of a great many like cases; so do those that read phrases by the thousand."""
WALKED_ONCE = ("test_screens.py", "test_privacy.py", "test_in_spanish.py")
"""Files that look several times at what one walk through the program left."""
MEMORY, ENOUGH = Path("/dev/shm"), 1_000_000_000
"""Where a usual run has its files, if it has so many bytes: each answer is flushed, and a disk
takes a few milliseconds for that."""
STARTS = {"Terminal", "pexpect", "subprocess"}
"""What a module has that starts programs."""
_COUNTED = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    os.environ["LANGUAGE"] = "en"  # whatever language the person speaks who runs the tests
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        # Whatever runs the tests, such as nohup, the programs on a terminal begin as there.
        if signal.getsignal(number) is signal.SIG_IGN:
            by_default = number == signal.SIGINT and signal.default_int_handler
            signal.signal(number, by_default or signal.SIG_DFL)
    config.stash[_COUNTED] = Counter()
    if not DEEP and _holds_files(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    sys.dont_write_bytecode = False  # what one process compiles, the others need not
    if hasattr(config, "workerinput"):
        _count_once()
    else:
        compileall.compile_dir(TESTS.parent / "mmn_check", quiet=2)


def _holds_files(folder: Path) -> bool:
    """Whether there is such a folder with room for all files of a run, programs among them."""
    if not os.access(folder, os.W_OK):
        return False
    told = os.statvfs(folder)
    return told.f_bavail * told.f_frsize > ENOUGH and not told.f_flag & os.ST_NOEXEC


def _count_once() -> None:
    """Let lines be counted by pytest-cov alone, which heeds `no_cover`.

    One of several processes is counted as a program that the tests started, too: that went on
    where pytest-cov paused, and made long tests three times as long.
    """
    coverage = sys.modules.get("coverage")
    while started := coverage and coverage.Coverage.current():
        started.stop()


@pytest.hookimpl(trylast=True)  # once lines are counted, where they are
def pytest_sessionstart(session: pytest.Session) -> None:
    """Of several processes each loads other files of tests first: what one compiles is compiled."""
    told: dict[str, Any] | None = getattr(session.config, "workerinput", None)
    if told:
        first, every = int(told["workerid"].removeprefix("gw")), told["workercount"]
        for file in sorted(TESTS.rglob("test_*.py"))[first::every]:
            with suppress(Exception):  # it is told where all are collected
                import_module(".".join(file.relative_to(TESTS.parent).with_suffix("").parts))


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Counter[str]:
    """Counts, by what was counted: `figures["kills survived"] += 1`."""
    return pytestconfig.stash[_COUNTED]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Three processes on two cores, as tests wait for programs; none where a file was named."""
    named = [Path(one.partition("::")[0]) for one in config.args]
    if any(one.is_file() for one in named):
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    return cores + cores // 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long comes before the rest: it is not waited for at the end.

    Before it what starts programs, but in a deep run: to fork a process, and to end what came of
    it, takes ten times as long once pages were printed in it.

    Where coverage is measured, neither they are counted, nor what hypothesis tries, nor the
    spaces of like cases: the same lines many times over, at three times the cost.
    """
    if config.pluginmanager.hasplugin("pytest_cov"):
        for item in items:
            tried = item.get_closest_marker("hypothesis") or _tries_a_space(item)
            if item.path.name in LONG or tried:
                item.add_marker(pytest.mark.no_cover)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """When a test has its turn, the lowest first."""
    if item.path.name in LONG or _tries_a_space(item):
        return 0 if DEEP else 1
    starts = isinstance(item, pytest.Function) and STARTS & vars(item.module).keys()
    return 2 - 2 * bool(starts) + DEEP


def _tries_a_space(item: pytest.Item) -> bool:
    """Whether a test tries a great many like cases, such as phrases, of which it counts each."""
    counts = isinstance(item, pytest.Function) and "figures" in item.fixturenames
    phrases = counts and item.path.parent.name == "understanding"
    return phrases or item.path.name in SPACES


class _ByFile(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """What has a folder runs file by file, as it shares what was made; the others one by one.

    What reads FHIR stays together: to make its models takes a second. Of a long file each test
    goes its own way, and so does one that reads many phrases.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = PurePath(nodeid.partition("::")[0])
        if file.parent.name == "fhir":
            return str(file.parent)
        has_folder = file.parent.name != TESTS.name or file.name in WALKED_ONCE
        apart = file.name in LONG or file.parent.name == "understanding"
        return str(file) if has_folder and not apart else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    """How the tests are spread; groups that xdist would make by marks get lost in pytest 9.2."""
    return _ByFile(config, log)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: nothing looks through it for what can be freed."""
    gc.freeze()
    gc.set_threshold(100_000)  # and what a test leaves is looked for less often


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What was counted in one of several processes goes to the one that tells it."""
    if hasattr(session.config, "workeroutput"):
        counted: Counter[str] = session.config.stash[_COUNTED]
        session.config.workeroutput["figures"] = dict(counted)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: WorkerController) -> None:
    counted: dict[str, int] = getattr(node, "workeroutput", {}).get("figures", {})
    node.config.stash[_COUNTED].update(counted)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    yield
    counted = config.stash[_COUNTED]
    if counted:
        terminalreporter.section("figures")
        for what, number in sorted(counted.items()):
            terminalreporter.write_line(f"{number:>7,}  {what}")
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    chosen = config.option.keyword or config.option.markexpr or config.option.collectonly
    if whole and not chosen:
        for line in fell_short(counted):
            terminalreporter.write_line(f"Fell short: {line}", red=True)
