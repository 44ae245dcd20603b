"""A stranger recounts the Popolo export and comes to the board's own results."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pytest

from tests.hearings import recount_popolo
from tests.hearings.recount_popolo import disagreements
from tests.support.meetings import a_meeting
from village_board.hearings.model import Body
from village_board.hearings.outward import sittings
from village_board.interchange.standards.popolo import popolo, popolo_files
from village_board.settings import Settings

VILLAGE = Settings(village="wtest234", name="试验村")
BATCH = 2_000


def recount(meetings: int, seed: int) -> Counter[tuple[str, str]]:
    """Recount so many meetings from their files; return how often each body came to each result."""
    dice, met = Random(seed), Counter[tuple[str, str]]()
    for start in range(0, meetings, BATCH):
        batch = [a_meeting(dice, start + number) for number in range(min(BATCH, meetings - start))]
        files = {name: data.decode() for name, data in popolo_files(popolo(VILLAGE, sittings([], batch))).items()}
        assert next(disagreements(files), None) is None
        events = json.loads(files["vote_events.json"])
        assert len(events) == len(batch)
        assert all(event["counts"] for event in events)
        met.update((event["organization_id"], event["cun:result"]) for event in events)
    return met


def every_result_of_every_body(met: Counter[tuple[str, str]]) -> bool:
    """Tell whether nothing was left untried."""
    return len(met) == len(Body) * 3


def test_a_stranger_recounts_every_body_from_the_export_alone() -> None:
    """Quorum and result of 2,000 meetings of all bodies, at and around the boundaries, with land outside and levies."""
    # Guard: interchange/standards/popolo.py:_counted - a stranger could not tell absent from silent.
    assert every_result_of_every_body(recount(2_000, seed=4))


@pytest.mark.long
def test_a_stranger_recounts_a_hundred_thousand_meetings() -> None:
    """The same of 100,000 meetings."""
    assert every_result_of_every_body(recount(100_000, seed=11))


def test_the_recount_would_find_a_wrong_result() -> None:
    """A result that the counts do not bear is named with its case."""
    dice = Random(1)
    files = popolo_files(popolo(VILLAGE, sittings([], [a_meeting(dice, number) for number in range(200)])))
    events = json.loads(files["vote_events.json"])
    for event in events:
        event["cun:result"] = "rejected" if event["cun:result"] == "passed" else "passed"
    forged = {"motions.json": files["motions.json"].decode(), "vote_events.json": json.dumps(events)}
    assert len(list(disagreements(forged))) == 200


def test_the_recount_knows_nothing_of_the_program() -> None:
    """The recount is written apart: it imports nothing of the board."""
    with open(recount_popolo.__file__, encoding="utf-8") as source:  # noqa: PTH123
        assert "village_board" not in source.read()
