"""The works of a night, in their order. A room adds its own as a row; its module is imported when its turn comes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from village_board.base.message import Message, say
from village_board.nightly.model import Work


@dataclass(frozen=True)
class Row:
    """One work: its name on the command line, what it does in a few words, and the function that does it."""

    name: str
    label: Message
    module: str  # below `village_board`
    function: str


#: What is judged by today's day comes first, then the days promised, then what is public, at last the backup.
ROWS: tuple[Row, ...] = (
    Row("expire", say("take items from the wall whose last day is past"), "disclosure.nightly", "expire"),
    Row("dates", say("count promised days of enquiries and applications anew"), "nightly.dates", "recount"),
    Row("reexamine", say("name what is not open and is to be looked at again"), "disclosure.nightly", "reexamine"),
    Row("emergencies", say("name emergency publications that wait for review"), "disclosure.nightly", "emergencies"),
    Row("close", say("close enquiries whose askers had the time to judge"), "nightly.dates", "close"),
    Row("polls", say("close opinion polls whose last day is past"), "polls.nightly", "close"),
    Row("ratings", say("close rounds of rating whose last day is past"), "evaluation.nightly", "close"),
    Row("rescan", say("look for personal data in everything public"), "disclosure.nightly", "rescan"),
    Row("watch", say("let the monitoring points look at everything"), "supervision.nightly", "watch"),
    Row("evaluate", say("keep the evaluation of a half-year that is over"), "evaluation.nightly", "keep"),
    Row("retire", say("add up notices whose years are over"), "notices.nightly", "retire"),
    Row("backup", say("write the nightly backup"), "nightly.backup", "back_up"),
)


def work_of(row: Row) -> Work:
    """Return the function of a row; importing its module if need be."""
    found: Work = getattr(import_module(f"village_board.{row.module}"), row.function)
    return found
