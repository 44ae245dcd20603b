"""village-board application report: the tables of a year; and an application in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from village_board.applications.law import law, official_labels
from village_board.applications.letters import wanted_of
from village_board.applications.model import Application, ChallengeKind
from village_board.applications.moves import explain
from village_board.applications.report import (
    COLUMNS,
    OUTCOMES,
    Form,
    TableThree,
    all_rows,
)
from village_board.applications.reporting import Report, report_of
from village_board.applications.words import (
    ANALOGY,
    APPLICANT,
    CHALLENGE,
    CONSULTED,
    EVENT,
    FORM,
    OUTCOME,
    STATE,
    WAY,
    column_word,
    due_words,
    imbalance_word,
    row_word,
)
from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.desk import Records
from village_board.i18n import Translator
from village_board.launch import YEARS
from village_board.slips.service import slip_of
from village_board.text.lines import cells

FINDINGS = 1


class NoReport(UsageError):
    """The file with the report of the year before is none."""

    sentence = N_("{file} is no report of {year}. Write one: village-board application report {year} --json")

    def __init__(self, file: Path, year: int) -> None:
        super().__init__(file=str(file), year=str(year))


@click.command("report", cls=Command, help=N_("Tables III and IV of the yearly report, and what does not balance."))
@click.argument("year", type=click.IntRange(YEARS.start, YEARS.stop - 1))
@option("--form", type=click.Choice([form.value for form in Form]), default=Form.Y2021.value,
              help=N_("Form of the notice of that year."))  # fmt: skip
@option("--against", type=click.Path(path_type=Path), help=N_("Report of the year before, as JSON, to compare with."))
@option("--csv", "csv_file", type=click.Path(path_type=Path), help=N_("File to write (.csv or .xlsx)."))
@click.pass_obj
def report(edge: Edge, year: int, form: str, against: Path | None, csv_file: Path | None) -> int:
    """Print both tables; the exit code says whether they balance."""
    before = _read(against, year - 1) if against is not None else None
    with edge.open().reading() as records:
        made = report_of(records, year, Form(form), before)
    if csv_file is not None:
        _write(edge, made, csv_file)
    if edge.as_json:
        edge.give(_document(edge, made))
    elif csv_file is not None:
        edge.say(edge.t("Written: {file}", file=str(csv_file)))
        edge.say(edge.t(ANALOGY))
    else:
        for line in _lines(edge.t, made):
            edge.say(line)
    for one in made.imbalances:
        if not edge.as_json:
            edge.say(edge.t.say(imbalance_word(one)))
    return FINDINGS if made.imbalances else 0


def _read(file: Path, year: int) -> TableThree:
    """Return Table III of a report that this command wrote as JSON."""
    try:
        read = json.loads(file.read_text("utf-8-sig"))
        if read["year"] != year:
            raise NoReport(file, year)
        cells = {
            (row, column): int(number)
            for row, numbers in read["table_three"].items()
            for column, number in numbers.items()
        }
        return TableThree(year, Form(read["form"]), cells)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NoReport(file, year) from None


def _document(edge: Edge, made: Report) -> dict[str, Any]:
    three = made.three
    return {
        "year": made.year,
        "form": three.form.value,
        "table_three": {row: dict(zip(COLUMNS, three.row(row), strict=True)) for row in all_rows(three.form)},
        "table_four": {
            kind.value: {outcome: made.four[kind.value, outcome] for outcome in OUTCOMES} for kind in ChallengeKind
        },
        "balanced": not made.imbalances,
        "imbalances": [
            {
                "rule": one.rule.value,
                "where": one.where,
                "left": one.left,
                "right": one.right,
                "records": list(one.records),
                "sentence": edge.t.say(imbalance_word(one)),
            }
            for one in made.imbalances
        ],
        "note": edge.t(ANALOGY),
    }


def _write(edge: Edge, made: Report, file: Path) -> None:
    from village_board.interchange.writing import write_table  # noqa: PLC0415 - a table alone needs it

    labels, columns = official_labels()
    heads = ("", *(columns[column] for column in COLUMNS))
    rows: list[list[str | int]] = [[labels[row], *made.three.row(row)] for row in all_rows(made.three.form)]
    write_table(file, heads, rows, sheet=edge.t("Table III"))


def _lines(t: Translator, made: Report) -> Iterator[str]:
    three = made.three
    yield t("Applications for information in {year}, form of {form}", year=str(made.year), form=three.form.value)
    heads = [t.say(column_word(column)) for column in COLUMNS]
    names = {row: t.say(row_word(row)) for row in all_rows(three.form)}
    room = max(cells(name) for name in names.values())
    yield " " * room + "  " + "  ".join(heads)
    for row, name in names.items():
        numbers = (f"{number:>{cells(head)}}" for number, head in zip(three.row(row), heads, strict=True))
        yield name + " " * (room - cells(name)) + "  " + "  ".join(numbers)
    yield ""
    yield t("Reconsideration and lawsuits")
    heads = [t(OUTCOME[outcome]) for outcome in OUTCOMES]
    kinds = {kind: t(CHALLENGE[kind]) for kind in ChallengeKind}
    room = max(cells(name) for name in kinds.values())
    yield " " * room + "  " + "  ".join(heads)
    for kind, name in kinds.items():
        numbers = (
            f"{made.four[kind.value, outcome]:>{cells(head)}}" for outcome, head in zip(OUTCOMES, heads, strict=True)
        )
        yield name + " " * (room - cells(name)) + "  " + "  ".join(numbers)
    yield t("Every column balances.") if not made.imbalances else t("The tables do not balance:")
    yield t(ANALOGY)


def shown(t: Translator, records: Records, one: Application) -> Iterator[str]:
    """Yield an application in words, for the office alone."""
    yield f"{one.number}  [{one.id}]  {t(STATE[one.state])}"
    facts = (
        (t("Slip"), slip_of(records, one.id)),
        (t("Applicant"), f"{one.applicant} ({t(APPLICANT[one.kind])})" if one.applicant else t(APPLICANT[one.kind])),
        (t("Contact"), one.contact),
        (t("Identity seen by the clerk"), t("yes") if one.identity_seen else t("no")),
        (t("Wanted"), wanted_of(one)),
        (t("Form wanted"), t(FORM[one.form])),
        (t("How it came"), f"{t.date(one.arrived_on)}, {t(WAY[one.way])}"),
        (t("Received"), t.date(one.receipt_on) if one.receipt_on else ""),
        (t("Promised"), t.date(one.promised_on) if one.promised_on else ""),
    )
    yield from (f"  {label}: {value}" for label, value in facts if value)
    for step in one.steps:
        yield f"  {t.date(step.done_on)}  {t(EVENT[step.event])}" + (f": {step.reason}" if step.reason else "")
    for n, asked in enumerate(one.consultations, 1):
        yield f"  {n}. {t(CONSULTED[asked.kind])} {asked.name}: {asked.question} {asked.opinion}".rstrip()
    if one.is_open:
        yield from ("  " + t.say(word) for word in due_words(explain(records, one)))
    if one.answer is not None:
        yield f"  {t(law().answers[one.answer.type].en)}"
        yield one.answer.text
    yield t(ANALOGY)
