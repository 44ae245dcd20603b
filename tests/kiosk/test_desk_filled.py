"""What stands in the fields of a form, read as what they take; refused at the field (A4, P19)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.blank.filled import Filled
from kiosk.desk.blank.reading import MOST_FEN, read_month, read_period
from kiosk.desk.blank.refusals import (
    AmountBelowNothing,
    AmountUnfit,
    AreaUnfit,
    CountTooLarge,
    CountUnfit,
    DayUnfit,
    FieldEmpty,
    FieldRefused,
    MomentUnfit,
    NoSuchDay,
    NotListed,
    YearUnlikely,
)
from kiosk.desk.blank.shape import Field, Form, Kind, Option
from village_board.attachments.files import AttachmentStore
from village_board.base.money import yuan

TODAY = date(2026, 9, 22)
FORM = Form(
    name="probe",
    title="Probe",
    do=lambda _desk, _filled: None,
    fields=(
        Field("words", "Name", required=True),
        Field("money", "Amount", Kind.AMOUNT),
        Field("balance", "Balance", Kind.AMOUNT, signed=True),
        Field("area", "Area", Kind.AREA),
        Field("count", "Count", Kind.COUNT),
        Field("day", "Day", Kind.DAY),
        Field("time", "Time", Kind.TIME),
        Field("pick", "Entry", Kind.PICK),
        Field("file", "File", Kind.FILE),
        Field("why", "Reason", required=True, asked=lambda answers: answers.get("words") == "ask"),
    ),
)
OPTIONS = {"pick": (Option("SG-01", "路灯"), Option("SG-02", "水费"), Option("SG-03", "水费"))}


def filled(**answers: str) -> Filled:
    """Return the form with these answers."""
    return Filled(FORM, answers, "", TODAY, AttachmentStore(Path("/nowhere")), OPTIONS)


@given(st.integers(0, MOST_FEN))
def test_an_amount_is_read_as_it_is_shown(fen: int) -> None:
    """What the board writes as yuan is read as the same fen, with or without its unit, in full-width digits too."""
    text = yuan(fen)
    wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert {filled(money=one).fen("money") for one in (text, f"{text}元", wide, f"¥{text}")} == {fen}


@given(st.text(max_size=40))
def test_no_words_break_a_reader(text: str) -> None:
    """Whatever stands in a field is read or refused at that field; nothing else is raised."""
    for field in FORM.fields:
        refused = refusal_of(field, text)
        assert refused is None or (refused.field == field.name and str(refused.message))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-09", "2026-09"),
        ("2026年9月", "2026-09"),
        ("９月", "2026-09"),
        ("202609", "2026-09"),
        ("上月", "2026-08"),
        ("9", None),
        ("2026-13", None),
        ("三十二月", None),
        ("1800-01", None),
    ],
)
def test_a_month_is_read_as_people_write_it(text: str, month: str | None) -> None:
    """A month of this year may be short; a bare number is none, nor is a thirteenth."""
    # Guard: kiosk/desk/blank/reading.py:read_month - 2026年9月 would be refused, and 1800-01 taken
    assert read_month(text, TODAY) == month


def test_a_period_is_a_month_a_quarter_or_a_year() -> None:
    """Quarters as they are written on paper, too."""
    written = ("2026", "2026年", "2026-Q3", "2026年第三季度", "2026年3季度", "2026q3", "9月", "2026-Q5", "去年")
    read = ["2026", "2026", "2026-Q3", "2026-Q3", "2026-Q3", "2026-Q3", "2026-09", None, None]
    assert [read_period(one, TODAY) for one in written] == read


def test_a_meeting_in_another_century_is_a_slip_of_the_key() -> None:
    """2999 instead of 2026 is refused before a villager reads it; a lease of woods may last for two generations."""
    # Guard: kiosk/desk/blank/filled.py:_near - a hearing of the year 2999 was announced
    assert filled(time="2027-01-31 9:00").moment("time")
    assert filled(day="2096-01-31").day("day")
    for field in ({"time": "2099-01-31 9:00"}, {"day": "2999-12-31"}):
        with pytest.raises(YearUnlikely):
            filled(words="x", **field).check()


def test_a_number_that_no_village_has_is_refused_in_its_own_words() -> None:
    """999999999999 of anything is a slip of the key; that it is no number would be wrong."""
    # Guard: kiosk/desk/blank/filled.py:count_or_none - a hearing with a million million places was taken
    assert filled(count="999999").count("count") == 999_999
    with pytest.raises(CountTooLarge):
        filled(count="1000000").count("count")


def refusal_of(field: Field, text: str) -> FieldRefused | None:
    """Return what is said of `text` in `field`; None where it is taken."""
    try:
        filled(**{field.name: text}).check_field(field)
    except FieldRefused as error:
        return error
    return None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("9-30", date(2026, 9, 30)),
        ("９月３０日", date(2026, 9, 30)),
        ("2025年1月2日", date(2025, 1, 2)),
        ("今天", TODAY),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    """Short days are of this year; an empty field is no day."""
    assert filled(day=text).day_or_none("day") == day


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1.2万元", 1_200_000),
        ("３万", 3_000_000),
        ("￥12,000", 1_200_000),
        ("0", 0),
        ("1.5亿", 15 * 10**9),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, fen: int) -> None:
    """万元 and 亿 are multiplied, full-width digits and the sign of the yuan are taken."""
    # Guard: kiosk/desk/blank/reading.py:read_yuan - a clerk's 3万 would be three yuan, or refused
    assert filled(money=text).fen_or_none("money") == fen
    assert filled(balance=f"-{text}").fen_or_none("balance") == -fen  # of a statement it may be below nothing


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-26 19:00", "2026-09-26 19:00"),
        ("9-26 晚上7点半", "2026-09-26 19:30"),
        ("９月２６日下午３点", "2026-09-26 15:00"),
        ("明天 上午9:05", "2026-09-23 09:05"),
        ("9-26 中午12点", "2026-09-26 12:00"),
        ("20260926", "2026-09-26 09:00"),
    ],
)
def test_a_time_is_read_as_people_say_it(text: str, moment: str) -> None:
    """Parts of the day, half hours and short days are read; a day alone is nine o'clock."""
    read = filled(time=text).moment_or_none("time")
    assert read is not None
    assert f"{read:%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    ("name", "text", "refusal"),
    [
        ("money", "0.001", AmountUnfit),
        ("money", "9" * 20, AmountUnfit),
        ("money", "nan", AmountUnfit),
        ("area", "-1", AreaUnfit),
        ("area", "1e5000", AreaUnfit),
        ("count", "-3", CountUnfit),
        ("count", "3.5", CountUnfit),
        ("day", "2026-02-30", NoSuchDay),
        ("day", "2月30日", NoSuchDay),
        ("day", "2026-13-01", DayUnfit),
        ("money", "1e9", AmountUnfit),
        ("money", "12,34", AmountUnfit),
        ("money", "元", AmountUnfit),
        ("money", "-5", AmountBelowNothing),
        ("area", "3万", AreaUnfit),
        ("time", "11-26 晚上12点", MomentUnfit),
        ("time", "2026-11-26 25:00", MomentUnfit),
        ("day", "1-1-1-1", DayUnfit),
        ("pick", "SG-99", NotListed),
        ("pick", "水费", NotListed),
    ],
)
def test_what_is_none_is_refused_at_its_field(name: str, text: str, refusal: type[FieldRefused]) -> None:
    """A slip of the key is said where it stands; two lines of one name are not guessed between."""
    field = next(one for one in FORM.fields if one.name == name)
    with pytest.raises(refusal) as told:
        filled(**{name: text}).check_field(field)
    assert told.value.field == name


def test_the_words_of_one_line_of_a_list_are_its_code() -> None:
    """Who types the name of an entry need not know its code."""
    assert filled(pick="路灯").picked("pick") == "SG-01"
    assert filled(area="12.5亩").area("area") == Decimal("12.5")


def test_a_required_field_is_asked_for_only_where_it_is_asked() -> None:
    """What does not apply is neither asked for nor handed on, even where something was typed before."""
    # Guard: kiosk/desk/blank/filled.py:text - words of a field that was hidden meanwhile would be recorded
    with pytest.raises(FieldEmpty) as told:
        filled().check()
    assert told.value.field == "words"
    filled(words="x", why="old").check()
    assert filled(words="x", why="old").text("why") == ""
    with pytest.raises(FieldEmpty):
        filled(words="ask").check()


def test_a_path_is_taken_as_a_file_manager_pastes_it(tmp_path: Path) -> None:
    """Quotes and the mark of an address are taken off."""
    file = tmp_path / "表 一.csv"
    file.write_text("x")
    for text in (str(file), f"'{file}'", f'"{file}"', f"file://{file}"):
        assert filled(file=text).path("file") == file
