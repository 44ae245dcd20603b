"""The Popolo export: what it says, what it keeps to itself, and that the standard's own schemas accept it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft3Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from tests.hearings.test_statistics import decided, held
from tests.support.builders import TODAY, Staff, a_hearing, keep
from tests.support.meetings import a_meeting
from village_board.base.clock import instant
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.hearings.minuted import minuted
from village_board.hearings.model import (
    Ballot,
    Body,
    Category,
    Hearing,
    HearingStatus,
    Missed,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.outward import sittings
from village_board.hearings.roll_model import AgendaItem, Attendance, ItemVote, MeetingRoll, Recusal, RollEntry
from village_board.interchange.standards.popolo import popolo, popolo_files
from village_board.interchange.standards.service import MinutesLieHere, minutes_popolo, public_popolo, write_files
from village_board.people.model import Actor
from village_board.settings import Settings

VILLAGE = Settings(village="wtest234", name="试验村", township="清水镇", demo="2026-09-01")
SCHEMAS = next(
    (found for up in Path(__file__).parents if (found := up / "shared" / "standards" / "popolo").is_dir()), None
)
CLASSES = {
    "areas": "area",
    "organizations": "organization",
    "events": "event",
    "motions": "motion",
    "vote_events": "vote_event",
    "people": "person",
}
ROLL = (
    RollEntry(resolution="2026-31", person_number="2", name="李阿福", household="01-02", present=True, vote="against"),
    RollEntry(resolution="2026-31", person_number="1", name="何春梅", household="01-01", present=True, vote="for"),
    RollEntry(resolution="2026-31", person_number="3", name="吴长河", household="01-01"),
    RollEntry(resolution="2026-31", person_number="4", name="徐小云", present=True, mode="线上"),
)


def exported(*records: Hearing | Resolution, roll: tuple[RollEntry, ...] | None = None) -> dict[str, Any]:
    """Return the documents of these records."""
    hearings = [record for record in records if isinstance(record, Hearing)]
    seen = sittings(hearings, [record for record in records if isinstance(record, Resolution)])
    return popolo(VILLAGE, seen, None if roll is None else minuted(roll))


def some_records() -> list[Hearing | Resolution]:
    """Return hearings in every state and resolutions of every body."""
    dice = Random(3)
    miss = Missed(instant(TODAY, 9), due=20, present=5)
    hearings = [
        held(id=f"h{status}", number=f"T-{status}", status=status, missed=(miss,), place="文化礼堂")
        for status in HearingStatus
    ]
    return [*hearings, a_hearing(id="hlater", notice_on=TODAY), *(a_meeting(dice, number) for number in range(60))]


def schemas() -> dict[str, Any]:
    """Return the standard's schemas by the name of their class."""
    assert SCHEMAS is not None
    return {file.stem: json.loads(file.read_text("utf-8")) for file in SCHEMAS.glob("*.json")}


def complaints(documents: dict[str, list[Any]]) -> Iterator[str]:
    """Yield what the schemas say against the documents."""
    known = schemas()
    registry: Registry[Any] = Registry().with_resources(
        (f"http://www.popoloproject.com/schemas/{name}.json", Resource(schema, DRAFT3))
        for name, schema in known.items()
    )
    for name, rows in documents.items():
        judge = Draft3Validator(known[CLASSES[name]], registry=registry)
        for row in rows:
            yield from (f"{name} {row['id']}: {error.message}" for error in judge.iter_errors(row))


@pytest.mark.skipif(SCHEMAS is None, reason="the shared material with the standard's schemas is not here")
def test_the_standard_s_own_schemas_accept_the_export() -> None:
    """Every document of every class, with minutes and without, by Draft 3 and the project's local schemas."""
    # Guard: interchange/standards/popolo.py:_event - other programs could not read what the village decided.
    files = popolo_files(exported(*some_records(), replace(decided(), id="dd"), roll=ROLL))
    documents = {name.removesuffix(".json"): json.loads(data) for name, data in files.items()}
    assert set(documents) == set(CLASSES)
    assert all(documents.values())
    assert list(complaints(documents)) == []
    documents["vote_events"][0]["counts"].append({"option": "absent", "value": "three"})
    documents["events"][0]["start_date"] = "tomorrow"
    assert len(list(complaints(documents))) == 2


def test_a_resolution_is_a_motion_with_a_vote_event_of_its_body() -> None:
    """Body by its identifier, absentees counted, what was needed in own fields with a colon."""
    documents = exported(decided(id="d1", body=Body.MEMBERS_ASSEMBLY, against=1, abstained=1))
    (motion,), (event,) = documents["motions"], documents["vote_events"]
    assert (motion["result"], event["result"], event["motion_id"]) == ("pass", "pass", motion["id"])
    assert event["organization_id"] == motion["organization_id"] == "members_assembly"
    assert {count["option"]: count["value"] for count in event["counts"]} == {
        "yes": 28, "no": 1, "abstain": 1, "not voting": 0, "absent": 12,
    }  # fmt: skip
    own = ("cun:entitled", "cun:present", "cun:majority", "cun:quorum", "cun:land_outside")
    assert [event[name] for name in own] == [42, 30, ">=2/3 of entitled", ">=2/3 of entitled", False]
    assert "votes" not in event
    assert documents["organizations"][0]["name"] == "成员大会"
    assert documents["areas"] == [
        {
            "id": "wtest234",
            "name": "试验村",
            "classification": "village",
            "cun:township": "清水镇",
            "cun:invented": True,
        }
    ]


def test_land_outside_the_collective_is_marked_with_its_majority() -> None:
    """A special majority stands beside the vote, so that a stranger can recount (facts 1.4)."""
    (event,) = exported(decided(id="d1", outside_collective=True))["vote_events"]
    assert (event["cun:land_outside"], event["cun:majority"]) == (True, ">=2/3 of entitled")


def test_a_levy_is_counted_by_household() -> None:
    """One household, one vote: the counts are households, and say so."""
    levy = decided(id="d1", category=Category.LEVY, households_due=40, households_present=31, in_favour=20, against=2)
    (event,) = exported(levy)["vote_events"]
    assert event["cun:votes"] == "households"
    assert sum(count["value"] for count in event["counts"]) == event["cun:households"] == 40
    assert (event["cun:entitled"], event["cun:present"]) == (42, 30)


def test_a_hearing_never_passes_anything() -> None:
    """A hearing is an event and a motion without a result; there is no vote event of it, whatever it concluded."""
    # Guard: interchange/standards/popolo.py:popolo - a hearing would read as a decision.
    documents = exported(held(id="h1", number="T-1"), decided(id="d1", hearing="T-1"))
    motions = {motion["id"]: motion for motion in documents["motions"]}
    assert (motions["h1"]["result"], motions["h1"]["cun:decides"]) == (None, False)
    assert motions["d1"]["cun:hearing"] == "h1"
    assert [event["motion_id"] for event in documents["vote_events"]] == ["d1"]
    (event,) = (event for event in documents["events"] if event["id"] == "h1.event")
    assert (event["cun:conclusion"], event["cun:stances"]["for"], event["classification"]) == ("passed", 15, "hearing")
    assert event["start_date"] == "2026-08-12T09:00:00+08:00"


def test_what_is_not_confirmed_is_not_given_out() -> None:
    """A result recorded by one person has no vote event and no counts; a hearing not announced is not there at all."""
    # Guard: hearings/outward.py:_RESOLUTION - a result would be out before the second person's word (P10).
    waiting = decided(id="d1", status=ResolutionStatus.RECORDED)
    documents = exported(waiting, held(id="h1", status=HearingStatus.RECORDED), a_hearing(id="h2"))
    assert documents["vote_events"] == []
    assert {motion["id"]: motion["result"] for motion in documents["motions"]} == {"d1": None, "h1": None}
    assert "cun:stances" not in json.dumps(documents)
    assert "cun:present" not in json.dumps(documents)


def test_a_meeting_without_quorum_leaves_its_motion_open() -> None:
    """Too few came: the vote event failed for want of quorum, the motion has no result, and each meeting is there."""
    miss = Missed(instant(TODAY, 9), due=42, present=10)
    documents = exported(decided(id="d1", missed=(miss,)))
    assert [motion["result"] for motion in documents["motions"]] == ["pass"]
    told = {event["id"]: (event["result"], event["cun:result"]) for event in documents["vote_events"]}
    assert told == {"d1.vote": ("pass", "passed"), "d1.1.vote": ("fail", "no_quorum")}
    assert {event["motion_id"] for event in documents["vote_events"]} == {"d1"}
    (motion,) = exported(decided(id="d2", status=ResolutionStatus.NO_QUORUM))["motions"]
    assert motion["result"] is None


def test_counts_that_contradict_each_other_are_left_out() -> None:
    """Of an imported past without counts the result stands as recorded, and no count is made up."""
    for wrong in ({"due": 0, "present": 0, "in_favour": 0}, {"present": 50}, {"category": Category.LEVY}):
        (event,) = exported(decided(id="d1", imported=True, **wrong))["vote_events"]
        assert (event["result"], event["counts"]) == ("pass", [])
        assert "cun:entitled" not in event


def test_p10_single_votes_stand_in_the_minutes_only() -> None:
    """P10: names and votes only where minutes are asked for; a household is the group of a vote."""
    # Guard: interchange/standards/popolo.py:popolo - who voted how would be public.
    resolution = decided(id="d1")
    public = json.dumps(exported(resolution), ensure_ascii=False)
    assert not [entry.name for entry in ROLL if entry.name in public or (entry.household and entry.household in public)]
    minutes = exported(resolution, roll=ROLL)
    assert minutes["vote_events"][0]["votes"] == [
        {"voter_id": "1", "group_id": "01-01", "option": "yes"},
        {"voter_id": "2", "group_id": "01-02", "option": "no"},
        {"voter_id": "3", "group_id": "01-01", "option": "absent"},
        {"voter_id": "4", "option": "not voting", "cun:mode": "线上"},
    ]
    assert [person["name"] for person in minutes["people"]] == ["何春梅", "李阿福", "吴长河", "徐小云"]
    households = [one["id"] for one in minutes["organizations"] if one["classification"] == "household"]
    assert households == ["01-01", "01-02"]


@pytest.mark.parametrize("values", [{"ballot": Ballot.SECRET}, {"status": ResolutionStatus.RECORDED}])
def test_p10_a_secret_ballot_names_nobody_even_in_the_minutes(values: dict[str, Any]) -> None:
    """P10: of a secret ballot there are counts only, and of an unconfirmed result not even those."""
    # Guard: interchange/standards/popolo.py:_names_voters - a roll kept beside the ballot would betray it.
    minutes = exported(decided(id="d1", **values), roll=ROLL)
    assert minutes["people"] == []
    assert not any("votes" in event for event in minutes["vote_events"])


def test_the_roll_of_a_meeting_is_read_item_by_item() -> None:
    """Who left before an item, stood aside, or was corrected is minuted so; a representative's votes have weights."""
    # Guard: hearings/minuted.py:minuted - somebody gone would be minuted as silent.
    agenda = (AgendaItem("2026-31"), AgendaItem("2026-32"))
    roll = MeetingRoll(id="mr1", body=Body.REPRESENTATIVE_ASSEMBLY, held_on=TODAY, agenda=agenda)
    both = (ItemVote(1, 1), ItemVote(2, against=1))
    line = RollEntry(id="q1", resolution="2026-31", roll="mr1", person_number="1", present=True, votes=both)
    lines = (
        replace(line, id="q0", votes=(ItemVote(1, against=1),)),
        replace(line, corrects="q0"),
        replace(line, id="q2", person_number="2", left_before=2),
        replace(line, id="q3", person_number="3", recused=(Recusal(1, "近亲属"),)),
        replace(line, id="q4", person_number="4", votes=(ItemVote(1, 3, 2, 0),), attended=Attendance.ONLINE),
    )
    found = minuted(lines, [roll])
    told = popolo(VILLAGE, sittings([], [decided(id="d1"), decided(id="d2", number="2026-32")]), found)
    votes = {event["motion_id"]: event["votes"] for event in told["vote_events"]}
    assert votes["d1"] == [
        {"voter_id": "1", "option": "yes"},
        {"voter_id": "2", "option": "yes"},
        {"voter_id": "3", "option": "absent", "cun:recused": True},
        {"voter_id": "4", "option": "yes", "weight": 3, "cun:mode": "online"},
        {"voter_id": "4", "option": "no", "weight": 2, "cun:mode": "online"},
    ]
    assert [vote["option"] for vote in votes["d2"]] == ["no", "absent", "no", "not voting"]


def test_the_same_records_give_the_same_bytes_in_any_order() -> None:
    """The export depends neither on the order of the store nor on the day."""
    records = some_records()
    first = popolo_files(exported(*records, roll=ROLL))
    Random(5).shuffle(records)
    assert popolo_files(exported(*records, roll=ROLL[::-1])) == first


def test_giving_out_minutes_is_an_act_of_the_log(board: Board, staff: Staff) -> None:
    """P10: clerk, committee and overseers get them, each time noted; a villager and the township are refused."""
    # Guard: interchange/standards/service.py:minutes_popolo - nobody would know who has the names.
    keep(board, decided())
    keep(board, *ROLL)
    with board.reading() as records:
        assert "何春梅" not in str(b"".join(public_popolo(records, VILLAGE).values()), "utf-8")

    def given(who: Actor) -> dict[str, bytes]:
        with board.desk(who) as desk:
            return minutes_popolo(desk, VILLAGE)

    before = board.verify().entries
    for who in (staff.clerk, staff.director, staff.overseer):
        assert "何春梅" in given(who)["people.json"].decode()
    assert board.verify().entries == before + 3
    for who in (staff.villager, staff.township):
        with pytest.raises(NotPermitted):
            given(who)


def test_minutes_are_their_owner_s_alone_and_public_files_never_lie_beside_them(tmp_path: Path) -> None:
    """Files with names have the mode 0600; a folder that holds them takes no public export."""
    # Guard: interchange/standards/service.py:write_files - names would be handed on with what is public.
    minutes = popolo_files(exported(decided(id="d1"), roll=ROLL))
    for file in write_files(tmp_path / "minutes", minutes, private=True):
        assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(MinutesLieHere):
        write_files(tmp_path / "minutes", popolo_files(exported(decided(id="d1"))))
