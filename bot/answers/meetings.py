"""The next meeting; hearings and decisions."""

from __future__ import annotations

from tinydb import where

from bot.asking import PAGE, Asking, code_line, data, days_left, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label
from village_board.base.message import Message
from village_board.glance.service import Meeting, meetings_ahead, running_notices
from village_board.hearings.model import MEETING_AHEAD, Hearing, HearingStatus, Resolution, ResolutionStatus
from village_board.hearings.words import CONCLUSION, HEARING_STATUS, RESOLUTION_STATUS


def next_meeting(asking: Asking) -> Reply:
    """Answer when the next meeting is, and what can still be objected to."""
    t, ahead = asking.t, meetings_ahead(asking.records)
    running = running_notices(asking.records)
    if ahead:
        lines = [_first(asking, ahead[0])]
        later = [
            t("{when}: {matter}", when=meeting.at or meeting.on, matter=meeting.record.matter)
            for meeting in ahead[1:PAGE]
        ]
        if later:
            lines.append(t("After that:") + "\n" + numbered(later, 1))
        lines.append(t("Come and speak, or tell the village office what you think before the day."))
    else:
        lines = [t("No meeting has been announced.")]
    if running:
        told = [
            t("{matter}: until {until}", matter=notice.resolution.matter, until=notice.until)
            for notice in running[:PAGE]
        ]
        lines.append(t("Objections are still possible:") + "\n" + numbered(told, 0))
    shown = [meeting.record for meeting in ahead[:PAGE]] + [notice.resolution for notice in running[:PAGE]]
    return Reply(
        "\n\n".join(lines),
        rows(
            *((Button(label(record.matter), data("r", record.id)),) for record in shown),
            _both(asking),
            menu_row(t),
        ),
    )


def _first(asking: Asking, meeting: Meeting) -> str:
    t, record = asking.t, meeting.record
    lines = [
        t(
            "Next meeting: {when}, {left}.",
            when=meeting.at or meeting.on,
            left=days_left(t, meeting.days_left),
        ),
        t("Matter: {matter}", matter=record.matter),
    ]
    if isinstance(record, Hearing) and record.place:
        lines.append(t("Place: {place}", place=record.place))
    lines.append(code_line(t, record.id, record.notice_on))
    return "\n".join(lines)


def hearings(asking: Asking) -> Reply:
    """List the hearings, the newest first."""
    offset = asking.number()
    page = asking.records.page(Hearing, order_by="held_at", descending=True, limit=PAGE, offset=offset)
    shown = [hearing for hearing in page.rows if hearing.public]
    return _listed(asking, "h", shown, offset, more=page.more)


def decisions(asking: Asking) -> Reply:
    """List the decisions, the newest first."""
    offset = asking.number()
    page = asking.records.page(Resolution, order_by="meeting_on", descending=True, limit=PAGE, offset=offset)
    return _listed(asking, "d", list(page.rows), offset, more=page.more)


def _listed(asking: Asking, view: str, shown: list[Hearing] | list[Resolution], offset: int, *, more: bool) -> Reply:
    t = asking.t
    head = t("Hearings, the newest first:") if view == "h" else t("Decisions, the newest first:")
    if not shown and not offset:
        head = t("Nothing has been published here yet.")
    lines = [
        t("{day} {matter}: {state}", day=record.day or "", matter=record.matter, state=state_of(record))
        for record in shown
    ]
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(record.matter), data("r", record.id)),) for record in shown),
            paging(t, view, offset, more=more),
            _both(asking),
            (Button(t("Hearings in figures"), data("st")),),
            menu_row(t),
        ),
    )


def _both(asking: Asking) -> tuple[Button, ...]:
    return (Button(asking.t("Hearings"), data("h", 0)), Button(asking.t("Decisions"), data("d", 0)))


def state_of(record: Hearing | Resolution) -> Message:
    """Return in a few words how far a hearing or decision is; a result only after it was confirmed."""
    if isinstance(record, Resolution):
        return Message(RESOLUTION_STATUS[record.status])
    if record.status is HearingStatus.PUBLISHED and record.conclusion is not None:
        return Message(CONCLUSION[record.conclusion])
    return Message(HEARING_STATUS[record.status])


def decision_of(asking: Asking, hearing: Hearing) -> Resolution | None:
    """Return the decision that followed `hearing`."""
    return asking.records.one(Resolution, where("hearing") == hearing.number) if hearing.number else None


#: Where counts of a meeting are public: never between the recording and the second person's word.
COUNTED_HEARINGS = frozenset({HearingStatus.PUBLISHED, HearingStatus.NO_QUORUM})
UNCOUNTED_RESOLUTIONS = MEETING_AHEAD | {ResolutionStatus.RECORDED, ResolutionStatus.CANCELLED}
