"""What people type at the desk is taken as it is meant, and what is not there is not said."""

from __future__ import annotations

from datetime import date

from kiosk.desk.blank.shape import Option
from kiosk.desk.rest import Rest
from kiosk.desk.rooms import enquiry_forms
from kiosk.desk.rooms.application_forms import BY_EVENT, RECEIVE
from kiosk.desk.rooms.limits import in_digits
from kiosk.desk.tables.screen import notes_of_row
from kiosk.dwelling import dwelling
from village_board.applications.guards import GUARDS
from village_board.base.finding import Finding
from village_board.base.message import say
from village_board.enquiries.rules import NotYet
from village_board.i18n import translator
from village_board.interchange.overlay import CellAt
from village_board.limits.table import shipped_limits
from village_board.limits.values import value_of


def test_amounts_of_a_limit_may_be_typed_in_wan() -> None:
    """3000；1万；6万 is what a clerk types for three tiers."""
    # Guard: kiosk/desk/rooms/limits.py:in_digits - 1万 would be refused here and taken in every other form.
    limit = shipped_limits()["accounts.approval_tiers"]
    assert value_of(limit, in_digits(limit, "3000；1万；6万")) == [300_000, 1_000_000, 6_000_000]


def test_a_person_without_a_group_has_no_group_zero() -> None:
    """Group and household are said as far as they are known."""
    # Guard: kiosk/dwelling.py:dwelling - the township's official would live in "0组，户号–".
    t = translator("zh-Hans", "kiosk")
    assert [dwelling(*one, t) for one in ((0, ""), (3, ""), (3, "03002"))] == ["", "3组", "3组，户号03002"]


def test_a_short_code_is_not_what_a_field_shows() -> None:
    """A record that was chosen is shown by its words, an account by its number."""
    # Guard: kiosk/desk/blank/shape.py:Option.shown - a voucher would be read as v8wr2v68.
    assert Option("v8wr2v68", "记-0547").shown == "记-0547"
    assert Option("10201", "基本户").shown == "10201"
    assert Option("refused.state_secret", "属于国家秘密").shown == "属于国家秘密"


def test_what_is_typed_without_a_rest_is_kept_as_well() -> None:
    """Kept a second after the last key, and every four seconds for somebody who types on: a crash takes no more."""
    # Guard: kiosk/desk/rest.py:is_due - whoever types for minutes without a rest loses minutes
    now = [100.0]
    rest = Rest(lambda: now[0])
    assert (rest.is_over, rest.is_due) == (True, False)
    due = []
    for _ in range(10):
        rest.typed()
        now[0] += 0.5
        due.append(rest.is_due)
    assert due == [False] * 7 + [True] * 3
    rest.kept()
    assert (rest.is_over, rest.is_due) == (True, False)
    rest.typed()
    now[0] += 1
    assert rest.is_due
    rest.failed()
    assert (rest.is_over, rest.is_due) == (False, False)


def test_a_note_about_a_row_is_read_where_the_cursor_is() -> None:
    """A7: that a name looks like another's is said in its row, and about the file as long as nobody is there."""
    # Guard: kiosk/desk/tables/screen.py:notes_of_row - beyond the first notes of a file nobody would read one
    note = Finding(say("reads like"), "f.csv", "", 4, "姓名")
    assert notes_of_row((note,), CellAt("", 4, 0)) == [note]
    assert notes_of_row((note,), CellAt("", 5, 0)) == []
    assert notes_of_row((note,), None) == []


def test_a_guard_s_refusal_stands_at_the_field_that_it_misses() -> None:
    """One class of refusal speaks for many guards: what is missing tells the field, and what has no field says so."""
    # Guard: kiosk/desk/blank/shape.py:Place.fits - "the reason is missing" would stand at the answer, or at the foot
    form = enquiry_forms.reply_form()
    late = NotYet(say("Reply"), "1", say("it is {days} days late (due {due}): give the reason", days=2, due=date.max))
    empty = NotYet(say("Reply"), "1", say("the words are missing: write what is answered or was heard"))
    other = NotYet(say("Reply"), "1", say("it is assigned to {office}", office="某人"))
    assert [[one.field for one in form.places if one.fits(error)] for error in (late, empty, other)] == [
        ["reason"],
        ["words"],
        [],
    ]


def test_the_guards_that_forms_name_are_guards() -> None:
    """A guard by its name, in forms of applications: one that is called otherwise would put its refusal at the foot."""
    named = {one.lacks for form in (RECEIVE, *BY_EVENT.values()) for one in form.places if one.lacks}
    assert named
    assert named <= GUARDS.keys()
