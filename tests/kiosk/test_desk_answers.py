"""Journeys at the desk with villagers and their words: enquiries, applications, people, notices, guides."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.desk.blank.screen import BlankScreen
from kiosk.desk.pin import PinScreen
from kiosk.desk.rooms import (
    application_forms,
    case_forms,
    enquiry_forms,
    form_of,
    guide_forms,
    meeting_forms,
    notice_forms,
    people_forms,
    screen_for,
    services,
)
from tests.kiosk.desk_filling import LATER, again, as_, at_the_desk, done, fill, wrong
from tests.kiosk.desk_hall import HELD_ON, PIN, desk, office
from tests.support.builders import passed
from village_board.applications.model import Application, State
from village_board.disclosure.beside import Clarification, ClarificationStatus
from village_board.enquiries.cases import ServiceCase, ServiceState
from village_board.enquiries.model import Enquiry, EnquiryState
from village_board.guides.model import Contact, Guide
from village_board.hearings.model import Hearing, Resolution
from village_board.notices.model import Notice
from village_board.notices.reach_model import DoorList
from village_board.people.binding import Binding, BindingCode, bind, issue_code
from village_board.people.model import Person, Role


async def test_an_enquiry_from_spoken_words_to_its_public_answer(tmp_path: Path) -> None:
    """Numbers of a person are refused at the words; a template shows the reply beside it; another person publishes."""
    async with at_the_desk(tmp_path, size=(120, 40)) as (village, there):
        records = village.board.records
        answers = {"kind": "consult", "name": "李阿婆", "public": "yes"}
        screen = await fill(there, enquiry_forms.RECEIVE, text="我身份证330102194910010025怎么换", **answers)
        assert wrong(screen, "text")
        await again(there, screen, text="活动室几点关门？")
        done(there, screen)
        one = next(iter(records().all(Enquiry)))
        assert one.number in there.text
        done(there, await fill(there, enquiry_forms.ACCEPT, one.id))
        screen = await fill(there, enquiry_forms.ASSIGN, one.id)
        assert screen.is_open  # nobody is named
        await again(there, screen, person="1004")
        done(there, screen)
        screen = await fill(there, enquiry_forms.reply_form(), one.id, template="known")
        assert wrong(screen, "fact-answer")
        screen.box("fact-answer").put("晚上九点关门")
        await there.pilot.pause()
        assert wrong(screen, "fact-basis") == ""
        there.wait(2)
        await there.app.look()
        await there.settle()
        assert "晚上九点关门。依据：……" in there.text.replace("\n", "") or "晚上九点关门" in there.text
        screen.box("fact-basis").put("村规民约")
        await again(there, screen)
        done(there, screen)
        replied = records().get(Enquiry, one.id)
        assert replied.state is EnquiryState.REPLIED
        assert "依据：村规民约" in replied.reply
        await as_(there, village.staff.director)
        done(there, await fill(there, enquiry_forms.PUBLISH, one.id))


@pytest.mark.long
async def test_an_application_with_third_party_extension_and_letter(tmp_path: Path) -> None:
    """Taken in by word of mouth, a third party is asked, and the letter is filled in beside the form."""
    async with at_the_desk(tmp_path, size=(120, 40)) as (village, there):
        records = village.board.records
        answers = {"applicant": "王大", "contact": "村口小店", "wanted": "鱼塘合同", "oral": "yes"}
        screen = await fill(there, application_forms.RECEIVE, description="证号330102194910010025", **answers)
        assert wrong(screen, "description")
        await again(there, screen, description="2025年的")
        done(there, screen)
        one = next(iter(records().all(Application)))
        assert one.oral
        screen = await fill(there, application_forms.CONSULT, one.id, name="承包人", question="")
        assert wrong(screen, "question")
        await again(there, screen, question="是否同意公开租金")
        done(there, screen)
        done(there, await fill(there, application_forms.HEAR_BACK, one.id, agrees="yes", opinion="同意"))
        screen = await fill(there, application_forms.EXTEND, one.id, days="100", approver="1001")
        assert screen.is_open  # longer than the law lets
        await again(there, screen, days="20")
        done(there, screen)
        screen = await fill(there, application_forms.ANSWER, one.id, type="granted")
        assert wrong(screen, "given")
        screen.box("given").put("合同复印件一份")
        await there.pilot.pause()
        there.wait(2)
        await there.app.look()
        await there.settle()
        assert "合同复印件一份" in there.text
        await again(there, screen, letter="同意公开＿＿＿＿")
        assert wrong(screen, "letter")
        await again(there, screen, letter="")
        done(there, screen)
        assert records().get(Application, one.id).state is State.ANSWERED


async def test_something_is_arranged_for_a_villager(tmp_path: Path) -> None:
    """Nobody named is refused at the name; then papers, office, result, handed out."""
    async with at_the_desk(tmp_path) as (village, there):
        records = village.board.records
        screen = await fill(there, services.RECEIVE, asked="老年证", papers="照片\n申请表")
        assert wrong(screen, "person")
        await again(there, screen, person="1005")
        done(there, screen)
        one = next(iter(records().all(ServiceCase)))
        assert one.papers == ("照片", "申请表")
        assert one.number in there.text
        for name, answers in (("send_on", {"office": "镇便民中心"}), ("finish", {"words": "已办好"}), ("hand_out", {})):
            form = form_of(f"service.{name}")
            assert form is not None
            done(there, await fill(there, form, one.id, **answers))
        assert records().get(ServiceCase, one.id).state is ServiceState.HANDED_OUT


async def test_people_offices_codes_and_chats(tmp_path: Path) -> None:
    """Appoint a villager, make a code for their chat, end the chat of a lost phone; nobody appoints themselves."""
    async with at_the_desk(tmp_path, "director") as (village, there):
        records, staff = village.board.records, village.staff
        screen = await fill(there, people_forms.APPOINT, staff.villager.id, role="clerk")
        assert wrong(screen, "post")
        await again(there, screen, post="会计")
        done(there, screen)
        assert Role.CLERK in records().get(Person, staff.villager.id).roles(HELD_ON)
        screen = await fill(there, people_forms.APPOINT, staff.director.id, role="oversight", post="监委会委员")
        assert screen.is_open
        assert "不能改自己的职务" in there.text
        await there.press("escape")
        done(there, await fill(there, people_forms.BIND, staff.clerk.id))
        assert "/start b_" in there.text  # Guard: kiosk/desk/rooms/people_forms.py:_told_code - the bot asks for more
        assert records().count(BindingCode) == 1
        with village.board.desk(staff.director) as unit:
            code = issue_code(unit, unit.get(Person, staff.clerk.id))
        with village.board.desk(staff.clerk) as unit:
            bound = bind(unit, 4711, code)
        form = form_of(f"people.revoke.{bound.id}")
        assert form is not None
        done(there, await fill(there, form, staff.clerk.id))
        assert records().get(Binding, bound.id).revoked_at is not None


@pytest.mark.long
async def test_a21_ones_own_pin_is_changed_with_the_old_one(tmp_path: Path) -> None:
    """A wrong old PIN is refused and counted; a new one that is typed in two ways is not taken."""
    # Guard: kiosk/desk/pin.py:_work - an unlocked desk would give away the account.
    async with at_the_desk(tmp_path) as (village, there):
        there.app.push_screen(PinScreen())
        await there.settle()
        screen = there.app.screen
        for old, new, twice in (("999999", "2468", "2468"), (PIN, "2468", "2469"), (PIN, "24", "24")):
            for name, digits in (("old", old), ("new", new), ("again", twice)):
                screen.query_one(f"#{name}").value = digits  # type: ignore[attr-defined]
            await there.press("f2")
            assert there.app.screen is screen
            assert new not in there.text
        for name, digits in (("old", PIN), ("new", "2468"), ("again", "2468")):
            screen.query_one(f"#{name}").value = digits  # type: ignore[attr-defined]
        await there.press("f2")
        assert there.app.screen is not screen
        assert village.board.sign_in("1004", "2468").id == village.staff.clerk.id


async def test_doors_of_a_notice(tmp_path: Path) -> None:
    """The door list is made and ticked; a day to come is refused at its field."""
    async with at_the_desk(tmp_path) as (village, there):
        records = village.board.records
        notice = next(iter(records().all(Notice)))
        done(there, await fill(there, notice_forms.MAKE_DOORS, notice.id))
        made = next(iter(records().all(DoorList)))
        screen = await fill(
            there, notice_forms.tick_form(1), made.id, how="signed", on=f"{HELD_ON + timedelta(days=1)}"
        )
        assert wrong(screen, "on")
        await again(there, screen, on="")
        done(there, screen)
        assert records().get(DoorList, made.id).lines[0].told
        there.app.push_screen(screen_for(notice.id))
        await there.settle()
        assert "上门" in there.text


@pytest.mark.long
async def test_guides_contacts_and_clarifications(tmp_path: Path) -> None:
    """A telephone that is none is refused at its field; a second person publishes the clarification."""
    async with at_the_desk(tmp_path) as (village, there):
        records = village.board.records
        screen = await fill(
            there, guide_forms.ADD_CONTACT, office="供电所", what_for="报修", telephone="问村里", owner="文书"
        )
        assert wrong(screen, "telephone")
        await again(there, screen, telephone="0571-88886666")
        done(there, screen)
        assert [one.office for one in records().all(Contact)] == ["供电所"]
        screen = await fill(there, guide_forms.ADD_GUIDE, name="老年证", owner="文书", where="便民点")
        assert wrong(screen, "steps")
        await again(there, screen, steps="交照片\n领证")
        done(there, screen)
        assert next(iter(records().all(Guide))).steps == ("交照片", "领证")
        hearing = next(iter(records().all(Hearing)))
        screen = await fill(there, guide_forms.CLARIFY, statement="说路灯不修了", fact="已开听证", record="h2222222")
        assert screen.is_open
        await again(there, screen, record=hearing.id)
        done(there, screen)
        one = next(iter(records().all(Clarification)))
        await as_(there, village.staff.director)
        done(there, await fill(there, guide_forms.PUBLISH_CLARIFICATION, one.id))
        assert records().get(Clarification, one.id).status is ClarificationStatus.PUBLISHED


@pytest.mark.long
async def test_an_objection_is_taken_in_answered_and_judged(tmp_path: Path) -> None:
    """Who objects is named inside; the director answers; an answer to an objection that is not there is refused."""
    with office(tmp_path) as village:
        made = passed(village.board, village.staff, village.clock, number="2026-91", matter="卖旧校舍", **LATER)
        async with desk(village.board) as there:
            await there.enter(village.staff.clerk)
            screen = await fill(there, meeting_forms.OBJECT, made.id, content="价钱太低")
            assert wrong(screen, "person")
            await again(there, screen, person="2001")
            done(there, screen)
            await as_(there, village.staff.director)
            screen = await fill(there, meeting_forms.ANSWER_OBJECTION, made.id, slip="9", answer="已评估")
            assert wrong(screen, "slip")
            await again(there, screen, slip="1")
            done(there, screen)
        found = village.board.records().get(Resolution, made.id)
        assert found.objections[0].answer == "已评估"


async def test_a_form_that_was_begun_survives_a_lock_and_a_crash(tmp_path: Path) -> None:
    """What was typed is there again after the desk was locked, and after the program is started anew."""
    # Guard: kiosk/desk/blank/pad.py:keep - an hour of writing would be gone.
    with office(tmp_path) as village:
        async with desk(village.board) as there:
            await there.enter(village.staff.clerk)
            there.app.push_screen(BlankScreen(case_forms.REGISTER))
            await there.settle()
            there.fill(matter="修机耕路", number="2026-C8")
            await there.pilot.pause()
            await there.app.lock()
        async with desk(village.board) as there:
            await there.enter(village.staff.clerk)
            assert "修机耕路" in there.text  # on the home, as begun
            there.app.push_screen(BlankScreen(case_forms.REGISTER))
            await there.settle()
            screen = there.app.screen
            assert isinstance(screen, BlankScreen)
            assert screen.box("matter").value == "修机耕路"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_form_is_filled_in_by_keys_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    """Tab from field to field, typed and pasted Chinese, F2: no mouse is needed (K6)."""
    async with at_the_desk(tmp_path, size=size) as (village, there):
        there.app.push_screen(BlankScreen(services.RECEIVE))
        await there.settle()
        await there.type("代办老年证")
        await there.press("tab")
        await there.type("1005")
        await there.press("f2")
        one = next(iter(village.board.records().all(ServiceCase)))
        assert one.asked == "代办老年证"
