"""A stranger's recount of a Popolo export: quorum and result of every vote, from nothing but its JSON files.

It imports nothing of the program and knows the law by itself. Run it over an export: python recount_popolo.py FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HALF, TWO_THIRDS = ">1/2", ">=2/3"
# body -> ways to a quorum, share that must agree and of whom
LAW = {
    "villagers_assembly": ([(HALF, "entitled"), (TWO_THIRDS, "households")], (HALF, "present")),
    "representative_assembly": ([(TWO_THIRDS, "entitled")], (HALF, "present")),
    "group_meeting": ([(TWO_THIRDS, "entitled"), (TWO_THIRDS, "households")], (HALF, "present")),
    "party_meeting": ([(TWO_THIRDS, "entitled")], (HALF, "entitled")),
    "members_assembly": ([(TWO_THIRDS, "entitled")], (TWO_THIRDS, "entitled")),
    "member_delegates": ([(TWO_THIRDS, "entitled")], (TWO_THIRDS, "entitled")),
    "council": ([(TWO_THIRDS, "entitled")], (HALF, "entitled")),
}


def enough(share: str, part: int, whole: int) -> bool:
    """More than half excludes the half; at least two thirds includes them."""
    return 2 * part > whole if share == HALF else 3 * part >= 2 * whole


def recounted(event: Mapping[str, Any], matter: str) -> tuple[str, str, str]:
    """Return the result, the quorum and the majority as the law has them."""
    body = event["organization_id"]
    ways, (share, of) = LAW[body]
    if event["cun:land_outside"] or matter == "land_adjustment":
        share, of = TWO_THIRDS, "entitled"
    if matter == "levy" and body == "representative_assembly":
        ways = [(TWO_THIRDS, "households")]
    said = " or ".join(f"{way} of {whom}" for way, whom in ways), f"{share} of {of}"
    counts = {count["option"]: count["value"] for count in event["counts"]}
    voters = sum(counts.values())
    came = voters - counts["absent"]
    by_household = event["cun:votes"] == "households"
    assert voters == event["cun:households" if by_household else "cun:entitled"]
    assert came == event["cun:households_present" if by_household else "cun:present"]
    turnout = {
        "entitled": (event["cun:present"], event["cun:entitled"]),
        "households": (event.get("cun:households_present", 0), event.get("cun:households", 0)),
    }
    if not any(turnout[whom][1] and enough(way, *turnout[whom]) for way, whom in ways):
        return "no_quorum", *said
    return ("passed" if enough(share, counts["yes"], came if of == "present" else voters) else "rejected"), *said


def disagreements(files: Mapping[str, str]) -> Iterator[str]:
    """Yield what of the export does not agree with the recount; `files` are its JSON texts by name."""
    matters = {motion["id"]: motion["classification"] for motion in json.loads(files["motions.json"])}
    for event in json.loads(files["vote_events.json"]):
        if not event["counts"]:
            continue  # a past without counts, which the export says
        told = event["cun:result"], event["cun:quorum"], event["cun:majority"]
        mine = recounted(event, matters[event["motion_id"]])
        if mine != told or (event["result"] == "pass") != (mine[0] == "passed"):
            yield f"recounted {mine}, told {told}: {event}"


if __name__ == "__main__":
    found = list(disagreements({file.name: file.read_text("utf-8") for file in Path(sys.argv[1]).glob("*.json")}))
    sys.exit("\n".join(found) or 0)
