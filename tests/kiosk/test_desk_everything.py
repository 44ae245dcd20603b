"""The desk has a form for everything that the services can do, or a reason why it is done elsewhere (issue 8, 12)."""

from __future__ import annotations

import ast
import re
from importlib import import_module

import pytest

from kiosk.desk.blank.shape import Form
from kiosk.desk.rooms import form_of
from kiosk.desk.rooms.alarms import step_form
from kiosk.desk.said import AT_THE_DESK
from tests.kiosk.everything import ROOT, at_the_desk, code, verbs
from village_board.people.acts import Act
from village_board.supervision.life import ACTS as ALARM_ACTS

#: the code is read once for all of them, and not by every worker.
pytestmark = pytest.mark.xdist_group("everything")

VILLAGER = "whoever has the chat does it there, for themselves"
BOT = "the program does it when Telegram tells of it"
NIGHT = "the machine does it at night, without being asked"
HALL = "the machine in the hall does it, for the one who stands there"
READS = "it reads, and asks for the role; the desk reads the same records and asks for it itself"
#: what no form of the desk does, and why. A row for what the desk does, or for what is gone, is a mistake too.
NOT_AT_THE_DESK: dict[str, str] = {
    "accounts.findings.supervised": READS,
    "evaluation.appraisal_service.appraisals": READS,
    "evaluation.audit_service.audit_seen": READS,
    "evaluation.audit_service.audits_seen": READS,
    "evaluation.rating_service.results_of": READS,
    "evaluation.service.evaluation_of": READS,
    "supervision.reading.alarm_of": READS,
    "supervision.reading.all_alarms": READS,
    "supervision.reading.open_alarms": READS,
    "applications.answering.age_out": NIGHT,
    "disclosure.life.expire_items": NIGHT,
    "disclosure.rescanning.rescan_items": NIGHT,
    "enquiries.handling.close_all_over": NIGHT,
    "evaluation.rating_service.close_rounds": NIGHT,
    "evaluation.service.keep_last": NIGHT,
    "notices.reach_service.retire": NIGHT,
    "polls.service.close_over": NIGHT,
    "supervision.again.look_again": "the office's machine looks anew, as after each act and each night",
    "supervision.running.check_everything": NIGHT,
    "supervision.telling.tell_new": NIGHT,
    "chats.bound.show_code": HALL,
    "people.binding.hide_code": HALL,
    "evaluation.rating_service.rate": HALL,
    "polls.sealed.hand_in": HALL,
    "polls.service.answer_by_slip": HALL,
    "applications.from_chat.apply": VILLAGER,
    "applications.from_chat.take_back": VILLAGER,
    "chats.bound.bind_and_tell": VILLAGER,
    "chats.bound.person_of_code": VILLAGER,
    "chats.service.choose_language": VILLAGER,
    "hearings.registrations.withdraw_all": VILLAGER,
    "notices.channel_service.bind_group": VILLAGER,
    "notices.linking.ask_link_code": VILLAGER,
    "notices.linking.link_chat": VILLAGER,
    "notices.service.choose_digest": VILLAGER,
    "notices.service.choose_groups": VILLAGER,
    "notices.service.choose_quiet": VILLAGER,
    "notices.service.choose_themes": VILLAGER,
    "notices.service.erase_chat": VILLAGER,
    "notices.service.leave": VILLAGER,
    "notices.service.set_language": VILLAGER,
    "notices.service.subscribe": VILLAGER,
    "notices.service.unsubscribe": VILLAGER,
    "people.binding.bind": VILLAGER,
    "polls.service.answer_by_chat": VILLAGER,
    "notices.channel_service.channel_gone": BOT,
    "notices.channel_service.group_moved": BOT,
    "notices.outbox.settle_gone": BOT,
    "notices.outbox.settle_moved": BOT,
    "notices.service.awaken": BOT,
    "board.found_board": "there is no desk before there is a board",
    "hearings.drafts_service.empty_draft": "staff mode begins a count with it; the desk begins with the form",
    "interchange.standards.service.minutes_popolo": "an export into a folder, for another program: a command",
}
#: what every sentence of the terminal has.
_COMMAND = re.compile(r"village-board|(^|[ (])--\w|pip install|\{guard\}|\(attach mask")


def test_every_verb_of_the_core_has_its_place_at_the_desk_or_a_reason() -> None:
    """Whatever does an act is reached from the desk's rooms, or stands in the table with its reason; read from code."""
    # Guard: tests/kiosk/everything.py:at_the_desk - a service nobody gave a form would be found by no one.
    reached = at_the_desk()
    elsewhere = {name.removeprefix("village_board.") for name in verbs() if name not in reached}
    assert elsewhere - NOT_AT_THE_DESK.keys() == set(), "no form does this, and no reason stands in the table"
    assert NOT_AT_THE_DESK.keys() - elsewhere == set(), "the desk does this by now, or it is gone"


def test_every_act_is_done_at_the_desk_or_only_by_what_has_a_reason() -> None:
    """An act that no form does is one of those whose verbs all stand in the table; none is done by nothing at all."""
    done = {act for name in at_the_desk() for act in code().requires(name)}
    by_reason = {act for name in NOT_AT_THE_DESK for act in verbs()[f"village_board.{name}"]}
    assert {act.name for act in Act} - done - by_reason == set()
    for act in {act.name for act in Act} - done:
        where = {name for name, acts in verbs().items() if act in acts}
        assert {name.removeprefix("village_board.") for name in where} <= NOT_AT_THE_DESK.keys(), act


def test_the_reading_of_the_code_sees_what_is_missing() -> None:
    """The reading can fail: a verb that a room hands on is seen, one that nothing names is not."""
    read, reached = code(), at_the_desk()
    assert "village_board.accounts.books.keep_books" in reached
    assert "village_board.people.binding.bind" not in reached
    assert read.requires("village_board.supervision.life.take_step") >= {"ANSWER_ALARM", "ASSIGN_ALARM"}
    without = read.reached(["kiosk.desk.rooms.limits.first_screen"])
    assert "village_board.accounts.books.keep_books" not in without


def _declared() -> list[str]:
    """Return every form of the desk that stands under a name of its own."""
    found = []
    for name, node in code().nodes.items():
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if name.startswith("kiosk.desk.") and isinstance(value, ast.Call):
            module, _, last = name.rpartition(".")
            if isinstance(getattr(import_module(module), last), Form):
                found.append(name)
    return found


def test_no_form_is_an_orphan() -> None:
    """Each form can be opened from a room by steps, and is found again by the name of its draft."""
    # Guard: kiosk/desk/rooms/__init__.py:form_of - a begun form whose room forgot it could not be gone on with.
    declared = _declared()
    assert len(declared) > 150
    assert set(declared) - at_the_desk() == set()
    for name in declared:
        module, _, last = name.rpartition(".")
        form = getattr(import_module(module), last)
        found = form_of(form.name)
        assert found is not None, form.name
        assert [one.name for one in found.fields] == [one.name for one in form.fields], form.name


def test_every_step_of_an_alarm_has_its_form() -> None:
    """P27: taken up, explained, mended, verified, sent back, assigned and closed at the desk."""
    assert {step_form(event).act for event in ALARM_ACTS} == set(ALARM_ACTS.values())


def test_no_sentence_at_the_desk_names_a_command() -> None:
    """P19: what the core says with a command of the terminal is said in the desk's own words; no row is left over."""
    # Guard: kiosk/desk/said.py:AT_THE_DESK - a clerk at a form would be told to type what no form takes.
    read, sentences = code(), dict[str, str]()
    for name in at_the_desk():
        if not name.startswith("village_board."):
            continue
        for call in ast.walk(read.nodes[name]):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("say", "N_") and call.args:
                parts = (part.value for part in ast.walk(call.args[0]) if isinstance(part, ast.Constant))
                words = "".join(map(str, parts))
                if _COMMAND.search(words):
                    sentences[words] = name
    assert {sentences[words] for words in sentences.keys() - AT_THE_DESK.keys()} == set()
    assert AT_THE_DESK.keys() - sentences.keys() == set()
    assert not [words for words in AT_THE_DESK.values() if _COMMAND.search(words)]
    for before, after in AT_THE_DESK.items():
        assert set(re.findall(r"{(\w+)}", after)) <= set(re.findall(r"{(\w+)}", before)), after


def test_every_room_of_the_core_that_changes_something_is_read() -> None:
    """The reading takes in every file of the core but the commands and the making of the demo: none is skipped."""
    rooms = {path.parent.name for path in (ROOT / "village_board").glob("*/__init__.py")} - {"cli", "demo"}
    assert rooms <= {name.split(".")[1] for name in code().imported if name.count(".")}
