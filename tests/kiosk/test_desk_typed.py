"""What people type at the desk is taken as it is meant, and what is not there is not said."""

from __future__ import annotations

from kiosk.desk.blank.shape import Option
from kiosk.desk.rooms.limits import in_digits
from kiosk.dwelling import dwelling
from village_board.i18n import translator
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
