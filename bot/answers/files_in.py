"""What is said of files that came in: kept for the office, or a spreadsheet's findings."""

from __future__ import annotations

from bot.asking import Asking, numbered
from bot.reply import Reply
from village_board.interchange.importing import ImportReport

#: Findings that are listed; all of them stand in the table that comes with the answer.
SHOWN = 6


def kept(asking: Asking, count: int, most: int) -> Reply:
    """Say that a file was kept, and that more may come."""
    t = asking.t
    return Reply(t("Kept, {n} of {most}. Send the next one, or press the button above.", n=count, most=most))


def judged(asking: Asking, file: str, report: ImportReport) -> str:
    """Return what taking a spreadsheet in would do: its problems first."""
    t = asking.t
    lines = [t("'{file}' was read; nothing is written yet.", file=file)]
    if report.findings:
        lines.append(t.n("{n} problem:", "{n} problems:", len(report.findings)))
        lines.append(numbered([_placed(asking, report, n) for n in range(min(len(report.findings), SHOWN))], 0))
        lines.append(t("All of them stand in the table. Mend the file and send it again."))
        return "\n".join(lines)
    if report.notes:
        lines.append(t.n("{n} remark, which stops nothing:", "{n} remarks, which stop nothing:", len(report.notes)))
        lines.append(numbered([t.say(one.message) for one in report.notes[:SHOWN]], 0))
    lines.append(_counts(asking, report))
    return "\n".join(lines)


def imported(asking: Asking, report: ImportReport) -> str:
    """Return what was taken in."""
    t = asking.t
    if report.blocked:
        return t("Nothing was taken in: something has changed since. Send the file again.")
    return t(
        "Taken in: {inserted} new, {updated} changed, {unchanged} as before.",
        inserted=report.inserted,
        updated=report.updated,
        unchanged=report.unchanged,
    )


def _counts(asking: Asking, report: ImportReport) -> str:
    return asking.t(
        "{inserted} new, {updated} changed, {unchanged} as before.",
        inserted=report.inserted,
        updated=report.updated,
        unchanged=report.unchanged,
    )


def _placed(asking: Asking, report: ImportReport, number: int) -> str:
    t, one = asking.t, report.findings[number]
    row = t("row {row}", row=one.row) if one.row else ""
    place = " ".join(part for part in (one.sheet, row, one.column) if part)
    return f"{place}: {t.say(one.message)}" if place else t.say(one.message)
