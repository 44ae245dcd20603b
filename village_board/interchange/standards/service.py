"""Giving out the village's hearings and decisions: Popolo for everybody, the minutes for those entitled, calendars."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.hearings.minuted import minuted
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.outward import Sitting, of_hearing, of_resolution, sittings
from village_board.hearings.roll_model import MeetingRoll, RollEntry
from village_board.i18n import Translator
from village_board.interchange.standards.entries import NoDay, calendar_name, entry_of
from village_board.interchange.standards.ics import calendar_file
from village_board.interchange.standards.popolo import popolo, popolo_files
from village_board.interchange.writing import CannotWrite, replace_file
from village_board.people.acts import Act
from village_board.secret_files import write_whole
from village_board.settings import Settings

#: stands only where the minutes are.
PEOPLE = "people.json"


class MinutesLieHere(Refused):
    """The folder for a public export holds minutes with names: they would be handed on together."""

    sentence = N_("{folder} holds minutes with names. Choose another folder for what is public.")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=str(folder))


def public_popolo(records: Records, settings: Settings) -> dict[str, bytes]:
    """Return the files of what is public: counts, never who voted how (P10)."""
    return popolo_files(popolo(settings, sittings(records.all(Hearing), records.all(Resolution))))


def minutes_popolo(desk: Desk, settings: Settings) -> dict[str, bytes]:
    """Return the files with every open vote, and note in the log that they were given out, and to whom (P10).

    The note comes first: write the files after the unit of work, so that none is out without it.

    Raises:
        NotPermitted: the one who asks is neither of the committee nor of its overseers.
    """
    desk.require(Act.GIVE_MINUTES)
    seen = sittings(desk.all(Hearing), desk.all(Resolution))
    documents = popolo(settings, seen, minuted(desk.all(RollEntry), desk.all(MeetingRoll)))
    desk.record(settings.village, votes=sum(len(event.get("votes", ())) for event in documents["vote_events"]))
    return popolo_files(documents)


def write_files(out: Path, files: Mapping[str, bytes], *, private: bool = False) -> list[Path]:
    """Write `files` into the folder `out`; `private` ones are for their owner's eyes alone.

    Raises:
        MinutesLieHere: public files would lie beside minutes.
        CannotWrite: the folder or a file in it cannot be written.
    """
    if not private and (out / PEOPLE).exists():
        raise MinutesLieHere(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if private:
                write_whole(out / name, content)
            else:
                replace_file(out / name, content)
    except OSError as error:
        raise CannotWrite(out, error.strerror or type(error).__name__) from None
    return [out / name for name in files]


def calendar(records: Records, settings: Settings, t: Translator, only: str = "") -> tuple[bytes, int, int]:
    """Return the calendar of all hearings and meetings, past and cancelled too, or of the one with the id `only`.

    Beside the file stand the number of its entries, and of those left out because they have no day yet.

    Raises:
        NotFound: there is no hearing or resolution with the id `only`.
        NoDay: that one has no day, or was not announced yet.
    """
    seen = [_one(records, only)] if only else list(sittings(records.all(Hearing), records.all(Resolution)))
    entries = [entry for sitting in seen if (entry := entry_of(sitting, settings, t)) is not None]
    if only and not entries:
        raise NoDay(seen[0].matter)
    return calendar_file(calendar_name(settings, t), entries), len(entries), len(seen) - len(entries)


def _one(records: Records, id: str) -> Sitting:  # noqa: A002 - the field's own name
    record = records.lookup(id)
    if isinstance(record, Resolution):
        return of_resolution(record)
    hearing = records.get(Hearing, id)
    if not hearing.public:
        raise NoDay(hearing.matter)
    return of_hearing(hearing)
