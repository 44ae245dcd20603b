"""Popolo (popoloproject.com): what the village heard and decided, as motions, vote events, counts and events.

How the two records stand there:

- A resolution is a Motion of the body that decides, named by its identifier (``villagers_assembly`` ...). Its meeting
  is an Event; as soon as the result is public there is a VoteEvent. ``result`` is ``pass`` or ``fail``; too few came is
  ``fail`` with ``cun:result`` ``no_quorum``, and leaves the Motion's own result empty: it can be voted on again. Then
  each meeting has its own Event and VoteEvent.
- A hearing decides nothing. It is an Event and a Motion of the organization ``hearing`` that says ``cun:decides``
  false, has no result and never a VoteEvent; what was said for and against stands in the Event's own fields.
- Counts add up to those entitled: ``yes``, ``no``, ``abstain``, ``not voting`` (there without a vote), ``absent``.
  Where a levy is voted on by household (``cun:votes`` ``households``), they are households.
- ``cun:quorum`` and ``cun:majority`` say what was needed, such as ``>1/2 of entitled or >=2/3 of households`` and
  ``>1/2 of present``; ``cun:entitled``, ``cun:present``, ``cun:households``, ``cun:households_present`` and
  ``cun:land_outside`` the rest, so that a stranger can recount. Amounts are in fen.
- Where the counts of a past that was imported are missing or contradict each other, the VoteEvent has none.
- A VoteEvent has a time only where the hour is known; the day stands at the Event.
- Votes cast are for those entitled (P10): the minutes. A secret ballot has none. A vote's ``group_id`` is the
  voter's household, an Organization of the minutes; ``weight`` is how many households a representative voted for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from village_board.base.clock import local
from village_board.base.share import Share
from village_board.hearings.law import BodyRule, Unit
from village_board.hearings.minuted import Minuted
from village_board.hearings.model import Ballot, Body, ResolutionResult
from village_board.hearings.outward import Sitting, State
from village_board.hearings.rules import Counts, CountsWrong, check_counts
from village_board.hearings.words import BODY
from village_board.interchange.kinds import kinds
from village_board.settings import Settings

Document = dict[str, Any]

#: the organization of hearings: those invited are no body and decide nothing.
HEARING = "hearing"
_HEARING_NAMES = ("听证会", "Hearing")
_RESULTS = {
    ResolutionResult.PASSED: ("pass", "pass"),
    ResolutionResult.REJECTED: ("fail", "fail"),
    ResolutionResult.NO_QUORUM: ("fail", None),
}
#: of an Event, in the words of calendars.
_STATUS = {State.UNFIXED: "tentative", State.CANCELLED: "cancelled"}


def popolo(
    settings: Settings, sittings: Iterable[Sitting], minutes: Mapping[str, Sequence[Minuted]] | None = None
) -> dict[str, list[Document]]:
    """Return the documents by the name of their file, in an order that does not depend on the store's.

    With `minutes` (lines of the roll by the resolution's number) they hold the votes cast, their persons and
    households, beside what is public.
    """
    seen = sorted(sittings, key=lambda sitting: (sitting.day.isoformat() if sitting.day else "", sitting.id))
    hearings = {sitting.number: sitting.id for sitting in seen if sitting.body is None and sitting.number}
    cast = {
        sitting.id: minutes[sitting.number]
        for sitting in seen
        if minutes and sitting.number in minutes and _names_voters(sitting)
    }
    documents = {
        "areas": [_area(settings)],
        "organizations": _organizations(settings, seen),
        "events": [_event(sitting) for sitting in seen],
        "motions": [_motion(sitting, hearings) for sitting in seen if not _called_again(sitting)],
        "vote_events": [
            _vote_event(sitting, sitting.rule, sitting.result, cast.get(sitting.id, ()))
            for sitting in seen
            if sitting.rule is not None and sitting.result is not None
        ],
    }
    if minutes is not None:
        lines = [line for found in cast.values() for line in found]
        documents["people"] = _people(lines)
        documents["organizations"] += _households(lines)
    return documents


def _called_again(sitting: Sitting) -> bool:
    return "." in sitting.id


def _names_voters(sitting: Sitting) -> bool:
    return sitting.result is not None and sitting.ballot is Ballot.OPEN and not _called_again(sitting)


def popolo_files(documents: Mapping[str, list[Document]]) -> dict[str, bytes]:
    """Return the files of `documents` by name: JSON in UTF-8, the same bytes for the same records."""
    return {
        f"{name}.json": (json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        for name, rows in documents.items()
    }


def needs(share: Share, whole: str) -> str:
    """Return a share as the export writes it: ``>1/2 of present``, ``>=2/3 of entitled``."""
    return f"{'>' if share.strict else '>='}{share.numerator}/{share.denominator} of {whole}"


def _quorum(rule: BodyRule) -> str:
    return " or ".join(needs(way.share, "entitled" if way.unit is Unit.PERSONS else "households") for way in rule.ways)


def _majority(rule: BodyRule) -> str:
    return needs(rule.majority, "entitled" if rule.of_due else "present")


def _area(settings: Settings) -> Document:
    area: Document = {"id": settings.village, "name": settings.name, "classification": "village"}
    if settings.township:
        area["cun:township"] = settings.township
    if settings.demo:
        area["cun:invented"] = True
    return area


def _organizations(settings: Settings, seen: Sequence[Sitting]) -> list[Document]:
    found = {sitting.body for sitting in seen}
    words = kinds()["resolutions"].column("body").words
    bodies = [_organization(settings, body.value, words[body], BODY[body]) for body in Body if body in found]
    return bodies + ([_organization(settings, HEARING, *_HEARING_NAMES)] if None in found else [])


def _organization(settings: Settings, id: str, name: str, english: str) -> Document:  # noqa: A002 - the field's own name
    return {
        "id": id,
        "name": name,
        "other_names": [{"name": english, "note": "en"}],
        "classification": "hearing" if id == HEARING else "body",
        "area_id": settings.village,
    }


def _event(sitting: Sitting) -> Document:
    event: Document = {
        "id": f"{sitting.id}.event",
        "name": sitting.matter,
        "classification": "meeting" if sitting.body else "hearing",
        "organization_id": sitting.body.value if sitting.body else HEARING,
        "status": _STATUS.get(sitting.state, "confirmed"),
        "identifiers": [{"identifier": sitting.number, "scheme": "cun:number"}],
        "cun:state": sitting.state.value,
    }
    if sitting.starts is not None:
        event["start_date"] = local(sitting.starts).isoformat(timespec="seconds")
    elif sitting.timed and sitting.day is not None:
        event["start_date"] = sitting.day.isoformat()
    if sitting.place:
        event["location"] = sitting.place
    if sitting.reason:
        event["cun:reason"] = sitting.reason
    if sitting.body is None and sitting.counts is not None:
        event |= _heard(sitting, sitting.counts)
    return event


def _heard(sitting: Sitting, counts: Counts) -> Document:
    heard: Document = {"cun:invited": counts.due, "cun:present": counts.present}
    if sitting.state is State.HELD:
        heard["cun:stances"] = {
            "for": counts.in_favour,
            "against": counts.against,
            "undecided": counts.abstained,
        }
        heard["cun:conclusion"] = sitting.conclusion.value if sitting.conclusion else None
    return heard


def _motion(sitting: Sitting, hearings: Mapping[str, str]) -> Document:
    motion: Document = {
        "id": sitting.id,
        "organization_id": sitting.body.value if sitting.body else HEARING,
        "legislative_session_id": f"{sitting.id}.event",
        "text": sitting.matter,
        "identifier": sitting.number,
        "classification": sitting.category.value,
        "result": None,
        "cun:decides": sitting.body is not None,
        "cun:amount": sitting.amount,
    }
    if sitting.rule is not None:
        motion["requirement"] = _majority(sitting.rule)
        if sitting.result is not None:
            motion["result"] = _RESULTS[sitting.result][1]
    if sitting.heard_as in hearings:
        motion["cun:hearing"] = hearings[sitting.heard_as]
    return motion


def _vote_event(sitting: Sitting, rule: BodyRule, result: ResolutionResult, cast: Sequence[Minuted]) -> Document:
    assert sitting.body is not None
    event: Document = {
        "id": f"{sitting.id}.vote",
        "motion_id": sitting.id.partition(".")[0],
        "legislative_session_id": f"{sitting.id}.event",
        "organization_id": sitting.body.value,
        "identifier": sitting.number,
        "classification": "secret ballot" if sitting.ballot is Ballot.SECRET else "by name",
        "result": _RESULTS[result][0],
        "counts": [],
        "cun:result": result.value,
        "cun:quorum": _quorum(rule),
        "cun:majority": _majority(rule),
        "cun:votes": rule.votes.value,
        "cun:land_outside": sitting.outside_collective,
    }
    if sitting.starts is not None:
        event["start_date"] = local(sitting.starts).isoformat(timespec="seconds")
    if sitting.counts is not None and _sound(sitting.counts, rule):
        event |= _counted(sitting.counts, rule)
    if cast:
        event["votes"] = [vote for line in cast for vote in _votes(line)]
    return event


def _sound(counts: Counts, rule: BodyRule) -> bool:
    """Tell whether the counts can be reckoned with: a past that was imported may lack some."""
    try:
        check_counts(counts)
    except CountsWrong:
        return False
    return counts.by_household or rule.votes is Unit.PERSONS


def _counted(counts: Counts, rule: BodyRule) -> Document:
    present, due = counts.turnout(rule.votes)
    values = {
        "yes": counts.in_favour,
        "no": counts.against,
        "abstain": counts.abstained,
        "not voting": present - counts.in_favour - counts.against - counts.abstained,
        "absent": due - present,
    }
    counted: Document = {
        "counts": [{"option": option, "value": value} for option, value in values.items()],
        "cun:entitled": counts.due,
        "cun:present": counts.present,
    }
    if counts.households_due:
        counted |= {"cun:households": counts.households_due, "cun:households_present": counts.households_present}
    return counted


def _votes(line: Minuted) -> list[Document]:
    """Return the votes of one line: one, or one for each way in which a representative voted for households."""
    shared: Document = {"voter_id": line.person_number}
    if line.household:
        shared["group_id"] = line.household
    if line.mode:
        shared["cun:mode"] = line.mode
    if line.proxy:
        shared["cun:proxy"] = line.proxy
    if line.recused:
        shared["cun:recused"] = True
    cast = {"yes": line.in_favour, "no": line.against, "abstain": line.abstained}
    if not any(cast.values()):
        return [{**shared, "option": "not voting" if line.present else "absent"}]
    return [
        {**shared, "option": option, **({"weight": weight} if weight > 1 else {})}
        for option, weight in cast.items()
        if weight
    ]


def _people(lines: Iterable[Minuted]) -> list[Document]:
    names = {line.person_number: line.name for line in lines}
    return [{"id": number, "name": names[number]} for number in sorted(names)]


def _households(lines: Iterable[Minuted]) -> list[Document]:
    numbers = sorted({line.household for line in lines if line.household})
    return [{"id": number, "name": number, "classification": "household"} for number in numbers]
