"""What an import did, told to a person and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from village_board.base.finding import Finding
from village_board.i18n import Translator
from village_board.interchange.importing import ImportReport

#: numbers of one kind that are named one by one.
_NAMED = 5


def finding_document(t: Translator, finding: Finding) -> dict[str, str | int]:
    """Return `finding` as ``import --json`` gives it."""
    return {
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "message": t.say(finding.message),
    }


def report_document(t: Translator, report: ImportReport, mend: Iterable[Path]) -> dict[str, object]:
    """Return `report` as ``import --json`` gives it, whichever way was imported.

    Rows that come back to be mended add two: ``returned``, how many, and ``to_mend``, the files that hold them.
    """
    document: dict[str, object] = {
        "inserted": report.inserted,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "findings": [finding_document(t, finding) for finding in (*report.findings, *report.notes)],
    }
    if report.to_mend:
        document["returned"] = sum(one.rows for one in report.to_mend)
        document["to_mend"] = [str(path) for path in mend]
    return document


def tell_import(
    t: Translator, say: Callable[[str], None], report: ImportReport, mend: Sequence[Path], *, dry_run: bool
) -> None:
    """Tell what an import did: problems and notes first, then the sum, then what is still missing."""
    for finding in (*report.findings, *report.notes):
        say(_placed(t, finding))
    if report.blocked:
        _tell_blocked(t, say, report)
        return
    _tell_counts(t, say, report, dry_run=dry_run)
    returned = sum(one.rows for one in report.to_mend)
    if returned:
        say(t.n("{n} row was not taken.", "{n} rows were not taken.", returned))
    for path in mend:
        say(t("They stand in {file}, each with what is wrong. Mend them there, then import that file.", file=str(path)))
    _tell_loose_ends(t, say, report.loose_ends)


def _placed(t: Translator, finding: Finding) -> str:
    row = t("row {row}", row=finding.row) if finding.row else ""
    place = " ".join(part for part in (finding.file, finding.sheet, row, finding.column) if part)
    sentence = t.say(finding.message)
    return f"{place}: {sentence}" if place and not sentence.startswith(f"{finding.file} ") else sentence


def _tell_blocked(t: Translator, say: Callable[[str], None], report: ImportReport) -> None:
    say(
        t.n("{n} problem. Nothing was written.", "{n} problems. Nothing was written.", len(report.findings))
        + t(" Mend the file and import it again.")
    )
    if any(finding.row for finding in report.findings):
        say(t("With --partial the rows that are right are written, and the others come back in a file to mend."))


def _tell_counts(t: Translator, say: Callable[[str], None], report: ImportReport, *, dry_run: bool) -> None:
    if dry_run:
        say(
            t(
                "Nothing was written. It would be: {inserted} new, {updated} changed, {unchanged} as before.",
                inserted=report.inserted,
                updated=report.updated,
                unchanged=report.unchanged,
            )
        )
    elif report.inserted or report.updated:
        say(
            t(
                "Imported: {inserted} new, {updated} changed, {unchanged} as before.",
                inserted=report.inserted,
                updated=report.updated,
                unchanged=report.unchanged,
            )
        )
    elif report.unchanged or not report.to_mend:
        say(t("Nothing new: all {n} records are here already.", n=report.unchanged))


def _tell_loose_ends(t: Translator, say: Callable[[str], None], loose_ends: Iterable[Finding]) -> None:
    """Tell which numbers point to records that are not here yet: a line a kind, with some of the numbers."""
    by_kind: dict[str, list[str]] = {}
    for finding in loose_ends:
        facts = finding.message.facts
        by_kind.setdefault(t.fact(facts["kind"]), []).append(str(facts["number"]))
    if not by_kind:
        return
    say(t("These numbers point to records that are not here yet. Import their tables too, or correct the numbers:"))
    for kind, numbers in by_kind.items():
        named = t.listed(numbers[:_NAMED])
        more = t(" and {n} more", n=len(numbers) - _NAMED) if len(numbers) > _NAMED else ""
        line = f"  {kind}: {named}{more}"
        say(line)  # no f-string in the call: the catalogues take `say` for the core's own
