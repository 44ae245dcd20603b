"""The scan looks at every public text and file of every kind, and never at what is not public."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.attachments.making import docx, file
from tests.disclosure.hands import LEAK
from tests.support.builders import TODAY, a_hearing, a_resolution, a_voucher, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.registers import Contract
from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.attachments.passing import pass_attachment
from village_board.attachments.service import attach, withdraw_attachment
from village_board.base.kind import Record
from village_board.board import Board, found_board, open_board
from village_board.disclosure.beside import Clarification, ClarificationStatus
from village_board.disclosure.model import Gap, Item
from village_board.disclosure.public_texts import SHOWN
from village_board.disclosure.rescanning import last_rescan, rescan_items
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind
from village_board.guides.model import Answered, Explanation, ExplanationStatus, Guide
from village_board.hearings.model import HearingStatus, Objection, Stance, Statement
from village_board.kinds import BY_COLLECTION
from village_board.people.acts import Act


def asked(**values: Any) -> Enquiry:
    """Return an enquiry as it stands in the store."""
    return Enquiry(
        kind=EnquiryKind.CONSULT,
        channel=Channel.CLERK,
        submitted_on=TODAY,
        accept_due_on=TODAY,
        due_on=TODAY,
        **values,
    )


PUBLIC: list[Record] = [
    a_hearing(matter=LEAK, notice_on=TODAY),
    a_hearing(number="2", status=HearingStatus.PUBLISHED, statements=(Statement(1, "villager", Stance.FOR, LEAK),)),
    a_resolution(matter=LEAK),
    a_resolution(objections=(Objection(1, TODAY, "不同意", answer=LEAK),)),
    Clarification(statement="传言", fact=LEAK, record="x", status=ClarificationStatus.PUBLISHED),
    Guide(name="低保", steps=("填表", LEAK)),
    Explanation(item="i", name="n", answered=(Answered("问", LEAK),), status=ExplanationStatus.PUBLISHED),
    asked(text="x", public_question=LEAK, public_reply="答", published_on=TODAY),
    Contract(number="H-1", name=LEAK),
    Gap(catalogue="SG-1", period="2026", reason=LEAK),
    a_voucher("记-1", date(2026, 8, 5), ("102", 1, 0), ("501", 0, 1), summary=LEAK),
]
NOT_PUBLIC: list[Record] = [
    a_hearing(matter="路灯", statements=(Statement(1, "villager", Stance.FOR, LEAK),)),
    Clarification(statement="传言", fact=LEAK, record="x"),
    asked(text=LEAK, reply=LEAK),
    Contract(number="H-1", name="鱼塘", party_b=LEAK),
]


@pytest.fixture
def filed(tmp_path: Path, clock: GivenClock) -> Iterator[Board]:
    """A board whose files lie in a folder."""
    made = memory_board(clock, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("record", PUBLIC, ids=lambda record: record.KIND.name)
def test_a_leak_in_any_public_text_is_found(board: Board, record: Record) -> None:
    """Hearings, resolutions, clarifications, guides, explanations, published answers, contracts, reasons, vouchers."""
    # Guard: disclosure/public_texts.py:SHOWN - a number stands on the kiosk and the scan never looks there.
    (kept,) = keep(board, record)
    run = rescan_items(board, hire(board).clerk)
    assert [flag.item for flag in run.flagged] == [kept.id]
    assert run.flagged[0].kinds == ("identity_number",)


@pytest.mark.parametrize("record", NOT_PUBLIC, ids=lambda record: record.KIND.name)
def test_what_is_not_public_is_no_finding(board: Board, record: Record) -> None:
    """Drafts, the asker's own words, results that wait, the other party that every face masks."""
    keep(board, record)
    assert rescan_items(board, hire(board).clerk).flagged == ()


def test_every_field_of_the_table_is_one() -> None:
    """A field that was renamed is not silently skipped."""
    for collection, paths in SHOWN.items():
        names = {each.name for each in fields(BY_COLLECTION[collection])}
        assert {path.partition(".")[0] for path in paths} <= names, collection


def test_a_public_file_of_any_record_is_looked_at(filed: Board) -> None:
    """Of a hearing too; one that was taken back, or that a second person let pass with a reason, is no finding."""
    # Guard: disclosure/rescanning.py:_is_open - the list beside a hearing is never looked at.
    staff = hire(filed)
    (hearing,) = keep(filed, a_hearing(notice_on=TODAY))
    listed = []
    for n in range(3):
        with filed.desk(staff.clerk) as desk:
            listed.append(
                attach(desk, filed.attachments, hearing.id, file(docx("名单", f"{n} {LEAK}"), "名单.docx"),
                       kind=AttachmentKind.ANNEX, caption="名单")
            )  # fmt: skip
        with filed.desk(staff.overseer) as desk:
            passed = pass_attachment(desk, filed.attachments, listed[n].id, "示例号码")
        assert passed.visibility is Visibility.PUBLIC
    with filed.desk(staff.overseer) as desk:
        withdraw_attachment(desk, listed[1].id, "身份证号没有遮盖")
        desk.require(Act.PASS_ATTACHMENT)
        public = desk.get(Attachment, listed[0].id)
        desk.put(replace(public, overridden=""))  # as one that was passed before there was a gate
        desk.record(public.id)
    run = rescan_items(filed, staff.clerk)
    assert [flag.item for flag in run.flagged] == [listed[0].id]


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_twenty_thousand_items_are_scanned_over_a_stop(tmp_path: Path, number: signal.Signals) -> None:
    """A real process is stopped, or killed, in the middle: the next one goes on behind its last step, to the end."""
    home = tmp_path / "home"
    board = found_board(home, name="试验村", clock=GivenClock(TODAY))
    staff = hire(board)
    count = 20_000
    words = ["共12户"] * (count - 1) + [LEAK]
    keep(board, *(Item(number=f"A{n:05}", name="补贴", content=content) for n, content in enumerate(words)))
    board.close()
    program = "from village_board.cli.main import run; run()"
    command = [sys.executable, "-c", program, "item", "rescan", "--home", str(home)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    board = open_board(home, clock=GivenClock(TODAY))
    until = time.monotonic() + 60
    while (run := last_rescan(board.records())) is None or run.done < 400:
        assert time.monotonic() < until
        assert process.poll() is None
    process.send_signal(number)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == (-number if number is signal.SIGKILL else 130), told
    cut = last_rescan(board.records())
    assert cut is not None
    assert 400 <= cut.done < count
    assert cut.ended_at is None
    steps: list[int] = []
    ended = rescan_items(board, staff.clerk, lambda done, _total: steps.append(done))
    assert (ended.id, ended.done, ended.total) == (cut.id, count, count)
    assert steps[0] > cut.done
    assert [flag.number for flag in ended.flagged] == [f"A{count - 1:05}"]
    assert board.verify().misfit is None
    board.close()
