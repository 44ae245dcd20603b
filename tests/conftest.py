"""What every room of tests may ask for: a given clock, an empty board in memory, its people in office."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import garbage
from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from tests.support.demo_village import demo_copy
from village_board.board import Board

# No deadline: on a shared machine the time of one example says nothing.
settings.register_profile(
    "board", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100
)
settings.register_profile("ci", settings.get_profile("board"), derandomize=True)  # a landing is no lottery
IN_CI = os.environ.get("CI") == "true"
settings.load_profile("ci" if IN_CI else "board")

#: What a developer's own shell may hold and no test may see.
_OWN_VARIABLES = ("VILLAGE_BOARD_HOME", "VILLAGE_BOARD_TODAY", "VILLAGE_BOARD_LANGUAGE", "VILLAGE_BOT_TOKEN")


garbage.wait()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the tests of an `xdist_group` go to one worker.

    xdist 3.8 writes the group behind the name of a test where pytest 9.2 does not look any more: three workers started
    three servers, and made whatever a group shares three times.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
        if groups and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = type(item._id).parse(f"{item.nodeid}@{'_'.join(groups)}")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep the collector from what was collected."""
    gc.collect()
    garbage.look()


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: many tests wait for a process or a frame, and another may run meanwhile."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that skips for a missing tool fails; only the shared material may be missing."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and "shared" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be missing: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _OWN_VARIABLES:
        if name in os.environ:
            monkeypatch.delenv(name)


@pytest.fixture
def clock() -> GivenClock:
    """Nine in the morning of `TODAY`, until a test moves it."""
    return GivenClock(TODAY)


@pytest.fixture
def board(clock: GivenClock) -> Iterator[Board]:
    """An empty board in memory."""
    made = memory_board(clock)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Six persons in office on that board."""
    return hire(board)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """The demo village on its day of reference; nobody changes it."""
    made = demo_copy(tmp_path_factory)
    yield made
    made.close()
