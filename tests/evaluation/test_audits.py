"""Audits (facts 7.2; Organic Law, article 35): what they found, and what of it was put right by its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.rooms.audits import FindingLineWrong, findings_of, form_of, record_screen
from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound, NotPermitted, Refused
from village_board.board import Board
from village_board.cli.audits import _BODIES
from village_board.evaluation.audit import Audit, AuditFinding, AuditKind
from village_board.evaluation.audit_service import (
    AuditAhead,
    AuditIncomplete,
    FindingDueWrong,
    MendedAlready,
    MendedBefore,
    NoSuchFinding,
    audits_seen,
    mend_finding,
    record_audit,
)
from village_board.evaluation.auditors import AuditorBarred, AuditorOwn, NoSuchAuditor, auditor_said, auditors
from village_board.evaluation.counting import WAYS, Asked
from village_board.evaluation.model import Half, Measured
from village_board.evaluation.table import shipped_indicators
from village_board.i18n import translator

HALF = Half(2026, 2)
REPORTED = date(2026, 7, 1)
ONE = AuditFinding("欠收承包金两笔未催收", date(2026, 8, 1))
TWO = AuditFinding("校舍闲置", date(2026, 8, 20))
TERM = Audit(name="上一任期审计", audit=AuditKind.TERM, body="station", reported_on=REPORTED, findings=(ONE, TWO))


def recorded(board: Board, staff: Staff, audit: Audit = TERM) -> Audit:
    """Record `audit` as a member of the oversight committee."""
    with board.desk(staff.overseer) as desk:
        return record_audit(desk, audit)


def mended(board: Board, staff: Staff, audit: Audit, number: int, on: date | None = None) -> Audit:
    """Say that a finding was put right."""
    with board.desk(staff.overseer) as desk:
        return mend_finding(desk, audit.id, number, "已催收入账", on)


def measured(board: Board) -> Measured:
    """Return what the indicator says."""
    indicator = shipped_indicators()["audits"]
    return WAYS["audits"](Asked(board.records(), HALF, indicator.weight, indicator.settings))


def test_without_an_audit_the_indicator_is_left_out(board: Board) -> None:
    """Missing data is not zero (facts 7.2)."""
    assert measured(board).share is None


def test_findings_count_by_their_day(board: Board, staff: Staff) -> None:
    """One put right in time, one late: half of the points; the audit stands under those that cost points."""
    # Guard: evaluation/counting.py:audits - five points would always be left out.
    made = recorded(board, staff)
    assert measured(board).share == 0
    mended(board, staff, made, 1, date(2026, 7, 30))
    mended(board, staff, made, 2, date(2026, 8, 25))
    found = measured(board)
    assert (found.share, found.ids, found.against) == (Fraction(1, 2), (made.id,), (made.id,))


def test_an_audit_that_found_nothing_has_all_points(board: Board, staff: Staff) -> None:
    """It is good news, not missing data."""
    made = recorded(board, staff, replace(TERM, findings=()))
    found = measured(board)
    assert found.share == 1
    assert found.against == ()
    assert made.findings == ()


def test_what_is_not_due_yet_costs_nothing(board: Board, staff: Staff) -> None:
    """A finding whose day is to come is neither good nor bad."""
    recorded(board, staff, replace(TERM, findings=(AuditFinding("还早", TODAY + timedelta(days=1)),)))
    assert measured(board).share is None


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": " "}, AuditIncomplete),
        ({"body": "\u200b"}, AuditIncomplete),
        ({"body": "村长"}, NoSuchAuditor),
        ({"body": "oversight"}, AuditorBarred),
        ({"body": "firm"}, AuditIncomplete),
        ({"body": "firm", "auditor": "郑立新"}, AuditorOwn),
        ({"findings": (AuditFinding("", TODAY),)}, AuditIncomplete),
        ({"reported_on": TODAY + timedelta(days=1)}, AuditAhead),
        ({"findings": (AuditFinding("早了", date(2026, 6, 30)),)}, FindingDueWrong),
        ({"item": "i2222222"}, NotFound),
    ],
)
def test_what_cannot_be_is_not_recorded(
    board: Board, staff: Staff, change: dict[str, object], refusal: type[Refused]
) -> None:
    """It is refused with the reason, and nothing is kept."""
    with pytest.raises(refusal):
        recorded(board, staff, replace(TERM, **change))  # type: ignore[arg-type]
    assert not list(board.records().all(Audit))


def test_a_finding_is_put_right_once_and_not_before_it_was_found(board: Board, staff: Staff) -> None:
    """Twice, in the future, before the report, without words, or a finding that is none: refused."""
    # Guard: evaluation/audit_service.py:mend_finding - a day before the report would make a late one look early.
    made = recorded(board, staff)
    for number, on, refusal in (
        (3, None, NoSuchFinding),
        (0, None, NoSuchFinding),
        (1, TODAY + timedelta(days=1), AuditAhead),
        (1, REPORTED - timedelta(days=1), MendedBefore),
    ):
        with pytest.raises(refusal):
            mended(board, staff, made, number, on)
    with pytest.raises(AuditIncomplete), board.desk(staff.overseer) as desk:
        mend_finding(desk, made.id, 1, "  ")
    kept = mended(board, staff, made, 1)
    assert (kept.findings[0].mended_on, kept.findings[0].seen_by) == (TODAY, staff.overseer.id)
    with pytest.raises(MendedAlready):
        mended(board, staff, made, 1)


def test_p11_audits_are_for_those_who_supervise(board: Board, staff: Staff) -> None:
    """P11: the overseers write, committee and township read, clerk and villager see nothing."""
    # Guard: evaluation/audit.py:Audit - a finding is a suspicion until it is published as an item.
    made = recorded(board, staff)
    assert not made.public
    for who in (staff.director, staff.clerk, staff.township):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            record_audit(desk, TERM)
    for who in (staff.director, staff.township, staff.overseer):
        with board.desk(who) as desk:
            assert [one.id for one in audits_seen(desk)] == [made.id]
    for who in (staff.clerk, staff.villager):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            audits_seen(desk)


def test_the_desk_reads_findings_line_by_line() -> None:
    """A day, a space, the text; what is none is named."""
    assert findings_of("2026-08-01 欠收\n\n 12-31：校舍 闲置 ", date(2026, 9, 1)) == (
        AuditFinding("欠收", date(2026, 8, 1)),
        AuditFinding("校舍 闲置", date(2026, 12, 31)),
    )
    with pytest.raises(FindingLineWrong):
        findings_of("欠收", date(2026, 9, 1))
    with pytest.raises(FindingLineWrong, match="2026-02-30"):
        findings_of("2026-02-30 欠收", date(2026, 9, 1))


def test_drafts_of_both_forms_are_found_again(board: Board, staff: Staff) -> None:
    """A begun form survives: the one of an audit names it; its list holds what is not put right."""
    made = recorded(board, staff)
    mended(board, staff, made, 1)
    form = form_of(f"audit.mend-{made.id}")
    assert form is not None
    options = form.fields[0].options
    assert options is not None
    assert [one.value for one in options(board.records(), None)] == ["2"]  # type: ignore[arg-type]
    assert form_of("audit.record") is not None
    assert record_screen(made.id) is not None


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 60)), max_size=5))
def test_the_share_is_what_was_in_time(days: list[tuple[int, int | None]]) -> None:
    """Whatever the days: of what was due by today, those put right on or before their day."""
    board = memory_board(GivenClock(TODAY))
    staff = hire(board)
    findings = tuple(AuditFinding("问题", REPORTED + timedelta(days=due)) for due, _ in days)
    made = recorded(board, staff, replace(TERM, findings=findings))
    for number, (_, on) in enumerate(days, 1):
        if on is not None:
            mended(board, staff, made, number, REPORTED + timedelta(days=on))
    due = [(by, on) for by, on in days if REPORTED + timedelta(days=by) <= TODAY]
    good = sum(on is not None and on <= by for by, on in due)
    expected = Fraction(good, len(due)) if due else (None if days else Fraction(1))
    assert measured(board).share == expected
    board.close()


def test_who_audits_is_one_of_those_who_may(board: Board, staff: Staff) -> None:
    """A body of the law by its name in the reader's language, a firm by its own; commands and desk offer the same."""
    # Guard: evaluation/auditors.py:auditors - "the village head" would audit the village
    firm = recorded(board, staff, replace(TERM, body="firm", auditor="衡信会计师事务所"))
    own = recorded(board, staff, replace(TERM, body="oversight", audit=AuditKind.YEAR))
    old = replace(TERM, body="", auditor="镇农经站")
    said = [translator().say(auditor_said(one)) for one in (recorded(board, staff), firm, own, old)]
    assert said == ["镇农村经济经营管理站", "衡信会计师事务所", "村务监督委员会", "镇农经站"]
    assert tuple(auditors()) == _BODIES
