"""What members do at the bot's desk: items by three, enquiries, spreadsheets, voices, and each other's chats."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.handlers import wiring
from bot.views import VIEWS
from tests.attachments.making import ogg
from tests.bot.players import Players
from tests.bot.test_members import bound, code_for
from tests.bot.test_talks import does
from tests.support.builders import Staff
from village_board.accounts.model import Voucher
from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.attachments.reading import voice_for_hall
from village_board.board import Board
from village_board.chats.bound import bindings, confirm_binding, revoke_binding
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.service import draft_item, edit_item
from village_board.enquiries.model import Enquiry, EnquiryState
from village_board.hearings.model import Hearing
from village_board.notices.model import Delivery
from village_board.people.binding import CodeForOneself, issue_code
from village_board.people.model import Person
from village_board.people.service import SamePerson

CLERK, OVERSEER, DIRECTOR, VILLAGER, NEW = 801, 802, 803, 804, 805
RIGHT = "凭证号,日期,摘要,科目,借方金额,贷方金额\n9,2026-08-20,收租,102,500,\n9,2026-08-20,收租,511,,500\n".encode()
WRONG = "凭证号,日期,摘要,科目,借方金额,贷方金额\n9,2026-13-20,收租,102,500,\n9,2026-08-20,=cmd|x,511,,400\n".encode()


@pytest.fixture
async def members(players: Players, staff: Staff, tmp_path: Path) -> Players:
    """Clerk, overseer and director have their chats."""
    players.board.attachments = AttachmentStore(tmp_path)
    for chat, who in ((CLERK, staff.clerk), (OVERSEER, staff.overseer), (DIRECTOR, staff.director)):
        await bound(players, chat, who)
    return players


def picture(number: int) -> bytes:
    """Return a small photograph, another one for each number."""
    made = BytesIO()
    Image.new("RGB", (40, 30), (20 * number, 30, 30)).save(made, "JPEG")
    return made.getvalue()


def drafted(board: Board, staff: Staff, content: str = "八月收入一万元。") -> Item:
    """Draft an item as the clerk."""
    with board.desk(staff.clerk) as desk:
        return draft_item(desk, Item(number="GK-9", name="八月账目", content=content, period="2026-08"))


def item_of(board: Board) -> Item:
    """Return the item as it stands."""
    return next(one for one in board.records().all(Item) if one.number == "GK-9")


async def test_p5_a20_three_members_bring_an_item_to_the_wall(members: Players, staff: Staff) -> None:
    """P5, A20: whoever did a step before is offered none of the next; a stolen phone publishes nothing alone."""
    # Guard: bot/answers/reviewing.py:_before and village_board/disclosure/service.py:sign_item
    made = drafted(members.board, staff)
    await does(members, CLERK, f"[iv:{made.id}]", "[送审]")
    heard = await members.press(CLERK, f"iv:{made.id}")
    assert not [label for label in heard.labels if label.startswith(("审核", "签发"))]
    await does(members, OVERSEER, f"[iv:{made.id}]", "[审核通过]")
    heard = await members.press(OVERSEER, f"iv:{made.id}")
    assert "签发并公开" not in heard.labels
    await does(members, DIRECTOR, f"[iv:{made.id}]", "[签发并公开]")
    one = item_of(members.board)
    assert one.status is ItemStatus.PUBLISHED
    assert len({one.submitted_by, one.reviewed_by, one.signed_by}) == 3


async def test_p28_what_stops_an_item_is_shown_and_it_is_not_submitted(members: Players, staff: Staff) -> None:
    """P28, A29: the gate's findings stand on the card with place and reason; there is no button to submit."""
    # Guard: bot/answers/reviewing.py:_step
    made = drafted(members.board, staff, "联系人王某，电话13812345678。")
    heard = await members.press(CLERK, f"iv:{made.id}")
    assert "机器查出1处" in heard.text
    assert "不能送审" in heard.text
    assert "送审" not in heard.labels


async def test_a17_an_item_that_changed_meanwhile_is_not_reviewed(members: Players, staff: Staff) -> None:
    """A16, A17: the button was made for the text that was shown; the reviewer learns who changed what."""
    # Guard: village_board/chats/service.py:press - the revision in the button's row
    made = drafted(members.board, staff)
    heard = await members.press(CLERK, f"iv:{made.id}")
    with members.board.desk(staff.clerk) as desk:
        edit_item(desk, made.id, "八月收入两万元。")
    assert "徐小云" in (await members.press(CLERK, heard.labels["送审"])).alert
    assert item_of(members.board).status is ItemStatus.DRAFT


async def test_a17_a_reason_written_for_an_older_text_sends_nothing_back(members: Players, staff: Staff) -> None:
    """A17: between the question and the words the item was signed: nothing is sent back."""
    # Guard: bot/talks/engine.py:_done - check_unchanged
    made = drafted(members.board, staff)
    await does(members, CLERK, f"[iv:{made.id}]", "[送审]")
    await does(members, DIRECTOR, f"[iv:{made.id}]", "[不对，退回]")
    await does(members, OVERSEER, f"[iv:{made.id}]", "[审核通过]")
    await members.say(DIRECTOR, "写错了")
    assert item_of(members.board).status is ItemStatus.REVIEWED


async def test_a19_a_strangers_member_buttons_are_unknown(members: Players, staff: Staff) -> None:
    """A14, A19: commands and buttons of the desk answer a stranger as a command that does not exist."""
    # Guard: bot/handlers/members.py:_show
    made = drafted(members.board, staff)
    unknown = (await members.say(VILLAGER, "/nonsense")).text
    for said in ("/desk", "/record"):
        assert (await members.say(VILLAGER, said)).text == unknown
    for data in ("dk", "iw", "ew", "dd", "bd", "sw", f"iv:{made.id}", f"ib:{made.id}", f"sv:{made.id}", "et:x:reply"):
        assert (await members.press(VILLAGER, data)).text == unknown


async def test_an_enquiry_is_refused_with_its_reason(members: Players) -> None:
    """The asker reads why; the review shows it before."""
    await does(members, VILLAGER, "/ask", "[建议]", "修一座机场", "[只给我]", "[是，提交]")
    one = next(members.board.records().all(Enquiry))
    await does(members, CLERK, f"[ev:{one.id}]", "[不受理]", "不归村里管")
    assert "不归村里管" in members.request.chats[CLERK].text
    await members.press(CLERK, "是，不受理")
    one = next(members.board.records().all(Enquiry))
    assert one.state is EnquiryState.REJECTED
    assert "不归村里管" in (await members.press(VILLAGER, f"r:{one.id}")).text


async def test_an_enquiry_is_handed_on_with_body_and_number(members: Players) -> None:
    """P26: whose matter it is, under which number, why; the asker is told."""
    await does(members, VILLAGER, "/ask", "[求助]", "国道的路灯坏了", "[只给我]", "[是，提交]")
    one = next(members.board.records().all(Enquiry))
    await does(members, CLERK, f"[ev:{one.id}]", "[不归村里办]", "县公路局", "GL-7", "国道归县里")
    one = next(members.board.records().all(Enquiry))
    assert (one.handings[-1].body, one.handings[-1].number) == ("县公路局", "GL-7")


async def test_p19_findings_come_back_and_nothing_is_written(members: Players) -> None:
    """P19, A11: a short list, all of it as a table whose cells calculate nothing, and no way to take it in."""
    # Guard: bot/handlers/files_in.py:_sheet - a file with problems is never offered.
    before = members.board.records().count(Voucher)
    heard = await members.send(CLERK, "document", WRONG, "八月.csv")
    assert "2026-13-20" in heard.text
    assert "导入" not in heard.labels
    ((chat, name, table),) = members.request.files
    assert (chat, name) == (CLERK, "findings.csv")
    assert table.startswith(b"\xef\xbb\xbf")
    assert not any(cell.startswith("=") for line in table.decode("utf-8-sig").splitlines() for cell in line.split(","))
    assert members.board.records().count(Voucher) == before


async def test_p19_a_right_one_is_taken_in_once(members: Players) -> None:
    """P19, A15: judged first, taken in by the button, once."""
    heard = await members.send(CLERK, "document", RIGHT, "八月.csv")
    button = heard.labels["导入"]
    assert "已导入" in (await members.press(CLERK, button)).text
    count = members.board.records().count(Voucher)
    assert (await members.press(CLERK, button)).alert
    assert members.board.records().count(Voucher) == count


async def test_p19_another_file_under_the_same_name_is_not_taken_in(members: Players) -> None:
    """What is taken in is what was judged, by its digest."""
    # Guard: bot/talks/files.py:_take_in
    heard = await members.send(CLERK, "document", RIGHT, "八月.csv")
    name = next(iter(members.request.uploads))
    members.request.uploads[name] = RIGHT.replace(b"500", b"900")
    before = members.board.records().count(Voucher)
    assert "不是刚才看过的文件" in (await members.press(CLERK, heard.labels["导入"])).alert
    assert members.board.records().count(Voucher) == before


async def test_a33_a_file_that_is_too_large_is_not_fetched(members: Players) -> None:
    """A33: its size is known before; nothing is asked of the chat program."""
    # Guard: bot/talks/fetching.py:fetched
    heard = await members.send(CLERK, "document", RIGHT, "八月.csv", size=21 * 1024 * 1024)
    assert "21 MB" in heard.text
    assert not [one for one, _ in members.request.calls if one == "getFile"]


async def test_p21_a_strangers_file_is_neither_fetched_nor_kept(members: Players) -> None:
    """P21: without a conversation that waits for it no file is taken from a villager."""
    for kind in ("photo", "voice", "document"):
        assert "没有收" in (await members.send(VILLAGER, kind, b"x", "x.xlsx")).text
    assert not [one for one, _ in members.request.calls if one == "getFile"]


async def test_p13_a_voice_for_the_hall_is_heard_and_passed_by_another(members: Players) -> None:
    """P13: kept for the office; who gave it is not offered to pass it; a second member hears it first."""
    # Guard: bot/answers/duties.py:sound
    await members.send(CLERK, "voice", ogg())
    await does(members, CLERK, "[村道路灯改造]", "文书朗读")
    (one,) = members.board.records().all(Attachment)
    assert voice_for_hall(members.board.records(), one.subject) is None
    assert (one.kind, one.visibility) == (AttachmentKind.SOUND, Visibility.INTERNAL)
    await does(members, OVERSEER, f"[sv:{one.id}]")
    assert members.request.files[-1][0] == OVERSEER
    await members.press(OVERSEER, "没问题")
    (one,) = members.board.records().all(Attachment)
    assert one.visibility is Visibility.PUBLIC
    assert voice_for_hall(members.board.records(), one.subject) == one


async def test_p13_files_come_to_ones_own_enquiry_alone_and_are_counted(members: Players) -> None:
    """P13, A14, A33: pictures and voices by content, five at most, hidden; another chat's enquiry takes none."""
    # Guard: bot/talks/files.py:_check_own, add_file
    await does(members, VILLAGER, "/ask", "[求助]", "路灯不亮", "[只给我]", "[是，提交]")
    one = next(members.board.records().all(Enquiry))
    await members.press(NEW, f"fa:{one.id}")
    assert "没有收" in (await members.send(NEW, "voice", ogg())).text
    await members.press(VILLAGER, f"fa:{one.id}")
    assert "没有保存" in (await members.send(VILLAGER, "document", RIGHT, "x.csv")).text
    assert "不收" in (await members.send(VILLAGER, "photo", b"MZ" + bytes(100))).text
    for number in range(6):
        heard = await members.send(VILLAGER, "photo", picture(number))
    assert "已经附了5个" in heard.text
    found = list(members.board.records().all(Attachment))
    assert len(found) == 5
    assert {(each.subject, each.visibility) for each in found} == {(one.id, Visibility.INTERNAL)}


def test_a18_nobody_makes_a_code_for_their_own_chat(board: Board, staff: Staff) -> None:
    """A18: two members are needed for a binding."""
    # Guard: village_board/people/binding.py:issue_code
    with board.desk(staff.clerk) as desk, pytest.raises(CodeForOneself):
        issue_code(desk, desk.get(Person, staff.clerk.id))


async def test_a18_another_chat_waits_for_a_second_member_and_the_others_are_told(
    members: Players, staff: Staff
) -> None:
    """A18: the new chat acts only after somebody else confirmed it; then the old one ends."""
    # Guard: village_board/people/binding.py:bind - waits; bound_actor
    told = members.board.records().count(Delivery)
    await members.say(NEW, f"/start b_{code_for(members.board, staff.clerk)}")
    assert "另一名成员确认" in (await members.press(NEW, "是，我是")).text
    assert members.board.records().count(Delivery) == told + 2  # overseer and director
    assert "没有这个命令" in (await members.say(NEW, "/desk")).text
    waiting = bindings(members.board.records())[0]
    assert waiting.waits
    with members.board.desk(staff.clerk) as desk, pytest.raises(SamePerson):
        confirm_binding(desk, waiting.id)
    await does(members, DIRECTOR, "[bd]", "[确认徐小云]")
    assert "工作台" in (await members.say(NEW, "/desk")).text
    assert "没有这个命令" in (await members.say(CLERK, "/desk")).text


async def test_a20_a_chat_is_ended_in_one_press_by_any_member(members: Players, staff: Staff) -> None:
    """A20: the stolen phone does nothing from then on; a button that it was shown before is dead."""
    # Guard: village_board/chats/bound.py:revoke_binding
    made = drafted(members.board, staff)
    heard = await members.press(CLERK, f"iv:{made.id}")
    await does(members, OVERSEER, "[bd]", "[解除徐小云]")
    assert (await members.press(CLERK, heard.labels["送审"])).alert
    assert item_of(members.board).status is ItemStatus.DRAFT
    assert "没有这个命令" in (await members.say(CLERK, "/desk")).text


async def test_after_a_revocation_rebinding_needs_two(members: Players, staff: Staff) -> None:
    """A18: whoever was revoked does not come back by a code alone."""
    own = next(one for one in bindings(members.board.records()) if one.person == staff.clerk.id)
    with members.board.desk(staff.overseer) as desk:
        revoke_binding(desk, own.id)
    await bound(members, NEW, staff.clerk)
    assert "没有这个命令" in (await members.say(NEW, "/desk")).text


async def test_a20_what_was_done_in_a_members_name_is_listed_for_them(members: Players, staff: Staff) -> None:
    """A20: with day, act and record, the newest first, whichever screen it was done at; nobody else's."""
    # Guard: village_board/records.py:acts_by
    made = drafted(members.board, staff)
    await does(members, CLERK, f"[iv:{made.id}]", "[送审]")
    text = (await members.press(CLERK, "ad")).text
    assert text.index("提交公开事项审核") < text.index("起草公开事项")
    assert "八月账目" in text
    assert "提交公开事项审核" not in (await members.press(OVERSEER, "ad")).text


async def test_p28_a_reviewer_who_is_unsure_says_whom_they_asked(members: Players, staff: Staff) -> None:
    """P28: it is reviewed, and not signed before the answer."""
    made = drafted(members.board, staff)
    await does(members, CLERK, f"[iv:{made.id}]", "[送审]")
    await does(members, OVERSEER, f"[iv:{made.id}]", "[内容无误，是否涉密]", "镇保密办")
    one = item_of(members.board)
    assert one.status is ItemStatus.REVIEWED
    assert one.secrecy is not None
    assert one.secrecy.asked == "镇保密办"
    heard = await does(members, DIRECTOR, f"[iv:{made.id}]", "[签发并公开]")
    assert heard.alert
    assert item_of(members.board).status is ItemStatus.REVIEWED


def test_no_button_of_ours_is_a_public_view_as_well() -> None:
    """A button's first word leads to one place."""
    doors = (wiring.DESK_BUTTONS, wiring.MEMBER_BUTTONS, wiring.TALK_BUTTONS, wiring.DOORS)
    shared = {"eq"}  # with an argument it begins a conversation, without it is the list of kinds
    assert not [view for view in VIEWS if view not in shared for door in doors if re.match(door, f"{view}:x")]


async def test_a14_a28_forged_buttons_of_members_end_in_an_answer(
    members: Players, staff: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    """A14, A28: whatever stands behind a member's button, it is answered, and no handler fails."""
    made = drafted(members.board, staff)
    one = next(members.board.records().all(Hearing))
    tails = ("", ":", ":x", ":zzzzzzzz", f":{made.id}", f":{one.id}", f":{made.id}:reply", f":{one.id}:99", ":back:zz")
    for view in ("dk", "iw", "iv", "ib", "iu", "ew", "ev", "et", "dd", "bd", "ad", "sw", "sv", "rec", "con", "q", "b"):
        for tail in tails:
            for chat in (DIRECTOR, VILLAGER):
                await members.press(chat, (view + tail)[:64])
    assert "handler failed" not in caplog.text
    assert members.request.errors == []


async def test_a16_of_two_who_sign_at_once_one_wins(members: Players, staff: Staff) -> None:
    """A16: both were shown the button; the second one learns who was faster, and it is published once."""
    # Guard: village_board/chats/service.py:press - the revision of the item in the button's row
    await bound(members, NEW, staff.secretary)
    made = drafted(members.board, staff)
    await does(members, CLERK, f"[iv:{made.id}]", "[送审]")
    await does(members, OVERSEER, f"[iv:{made.id}]", "[审核通过]")
    first = await members.press(DIRECTOR, f"iv:{made.id}")
    second = (await members.press(NEW, f"iv:{made.id}")).labels["签发并公开"]
    button = first.labels["签发并公开"]
    assert "已公布" in (await members.press(DIRECTOR, button)).text
    assert "郑立新" in (await members.press(NEW, second)).alert
    assert "先前已经办好" in (await members.press(DIRECTOR, button)).text
    assert item_of(members.board).signed_by == staff.director.id
