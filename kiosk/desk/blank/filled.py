"""What a form holds, read as what its fields take. Every reader refuses at its own field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.desk.blank.reading import (
    days_of_month,
    plain,
    read_day,
    read_fen,
    read_month,
    read_number,
    read_period,
    with_whole_day,
)
from kiosk.desk.blank.refusals import (
    AmountBelowNothing,
    AmountUnfit,
    AreaUnfit,
    CountTooLarge,
    CountUnfit,
    DayUnfit,
    FieldEmpty,
    MomentUnfit,
    MonthUnfit,
    NoSuchDay,
    NoSuchFile,
    NotListed,
    PeriodUnfit,
    YearUnlikely,
)
from kiosk.desk.blank.shape import YES, Field, Form, Kind, Option
from village_board.base.clock import local
from village_board.hearings.answers import TimeUnfit, read_time
from village_board.people.service import find_person

if TYPE_CHECKING:
    from village_board.attachments.files import AttachmentStore
    from village_board.desk import Records
    from village_board.people.model import Person
    from village_board.settings import Settings

T = TypeVar("T")

#: no village has as much land.
MOST_MU = 10**7
#: digits of a number: nothing of a village is a million.
_DIGITS = 6
#: years from now to a day, such as the end of a lease of woods, and to a time at which people meet.
_YEARS_TO_A_DAY, _YEARS_TO_A_MEETING = 100, 5


@dataclass(frozen=True)
class Filled:
    """A form as it stands.

    Attributes:
        form: which form.
        answers: what was typed, by field.
        subject: id of the record that it is about; empty where it makes a new one.
        today: the day by which short days are read.
        options: what could be chosen, by field.
        attachments: where the files of records lie.
        village: the village's name, as it stands in letters.
        prepared: what the form's `prepare` made of it.
        settings: of the board, for what is printed.
    """

    form: Form
    answers: Mapping[str, str]
    subject: str
    today: date
    attachments: AttachmentStore
    options: Mapping[str, tuple[Option, ...]]
    village: str = ""
    prepared: Any = None
    settings: Settings | None = None

    def check(self) -> None:
        """Refuse what no service need be asked about: a required field that is empty, an amount that is none.

        Raises:
            FieldRefused: at the first field where something is wrong.
        """
        for field in self.form.asked(self.answers):
            if field.required and not self.text(field.name):
                raise FieldEmpty(field.name, field.label)
            self.check_field(field)

    def check_field(self, field: Field) -> None:
        """Refuse what `field` cannot take; an empty one is not judged.

        Raises:
            FieldRefused: with what to write.
        """
        readers = {
            Kind.AMOUNT: self.fen_or_none,
            Kind.AREA: self.area_or_none,
            Kind.COUNT: self.count_or_none,
            Kind.DAY: self.day_or_none,
            Kind.TIME: self.moment_or_none,
            Kind.MONTH: self.month,
            Kind.PERIOD: self.period,
            Kind.FILE: self.path_or_none,
            Kind.PICK: self.picked,
        }
        if reader := readers.get(field.kind):
            reader(field.name)

    def text(self, name: str) -> str:
        """Return the words of a field; empty where nothing stands in it or it is not asked."""
        asked = next((one for one in self.form.fields if one.name == name), None)
        if asked is not None and asked.asked is not None and not asked.asked(self.answers):
            return ""
        return self.answers.get(name, "").strip()

    def yes(self, name: str) -> bool:
        """Tell whether yes was said."""
        return self.text(name) == YES

    def fen(self, name: str) -> int:
        """Return an amount in fen.

        Raises:
            FieldEmpty, AmountUnfit: there is none.
        """
        return self._given(name, self.fen_or_none(name))

    def fen_or_none(self, name: str) -> int | None:
        """Return an amount in fen, or None for nothing; 3.5万 is 35,000 yuan.

        Raises:
            AmountUnfit: it is none, or finer than a fen.
            AmountBelowNothing: it is below nothing, in a field that takes no such amount.
        """
        if not self._plain(name):
            return None
        if (fen := read_fen(self.text(name))) is None:
            raise AmountUnfit(name, self.text(name))
        if fen < 0 and not any(one.signed for one in self.form.fields if one.name == name):
            raise AmountBelowNothing(name, self.text(name))
        return fen

    def area(self, name: str) -> Decimal:
        """Return an area in mu.

        Raises:
            FieldEmpty, AreaUnfit: there is none.
        """
        return self._given(name, self.area_or_none(name))

    def area_or_none(self, name: str) -> Decimal | None:
        """Return an area in mu, or None for nothing.

        Raises:
            AreaUnfit: it is none.
        """
        if not (written := self._plain(name).removesuffix("亩")):
            return None
        area = read_number(written)
        if area is None or not 0 <= area <= MOST_MU:
            raise AreaUnfit(name, self.text(name))
        return area

    def count(self, name: str) -> int:
        """Return a whole number.

        Raises:
            FieldEmpty, CountUnfit: there is none.
        """
        return self._given(name, self.count_or_none(name))

    def count_or_none(self, name: str) -> int | None:
        """Return a whole number, or None for nothing.

        Raises:
            CountUnfit, CountTooLarge: it is none.
        """
        digits = self._plain(name)
        if digits and not (digits.isascii() and digits.isdigit()):
            raise CountUnfit(name, self.text(name))
        if len(digits.lstrip("0")) > _DIGITS:
            raise CountTooLarge(name, self.text(name))
        return int(digits) if digits else None

    def day(self, name: str) -> date:
        """Return a day.

        Raises:
            FieldEmpty, DayUnfit: there is none.
        """
        return self._given(name, self.day_or_none(name))

    def day_or_none(self, name: str) -> date | None:
        """Return a day, or None for nothing; 9-30 is that day of this year, 今天 is today.

        Raises:
            DayUnfit, NoSuchDay, YearUnlikely: it is none.
        """
        if not self._plain(name):
            return None
        if (read := read_day(self.text(name), self.today)) is not None:
            return self._near(name, read, _YEARS_TO_A_DAY)
        if days := days_of_month(self.text(name), self.today):
            raise NoSuchDay(name, self.text(name), days)
        raise DayUnfit(name, self.text(name))

    def month(self, name: str) -> str:
        """Return a month as 2026-09; empty for nothing. 9月 is that of this year.

        Raises:
            MonthUnfit: it is none.
        """
        if (text := self.text(name)) and (read := read_month(text, self.today)) is None:
            raise MonthUnfit(name, text)
        return read or "" if text else ""

    def period(self, name: str) -> str:
        """Return a period as 2026-09, 2026-Q3 or 2026; empty for nothing.

        Raises:
            PeriodUnfit: it is none.
        """
        if (text := self.text(name)) and (read := read_period(text, self.today)) is None:
            raise PeriodUnfit(name, text)
        return read or "" if text else ""

    def moment(self, name: str) -> datetime:
        """Return an instant.

        Raises:
            FieldEmpty, MomentUnfit: there is none.
        """
        return self._given(name, self.moment_or_none(name))

    def moment_or_none(self, name: str) -> datetime | None:
        """Return an instant, or None for nothing; a day alone is nine o'clock.

        Raises:
            MomentUnfit, YearUnlikely: it is none.
        """
        try:
            read = read_time(with_whole_day(self.text(name), self.today))
        except TimeUnfit:
            raise MomentUnfit(name, self.text(name)) from None
        if read is not None:
            self._near(name, local(read).date(), _YEARS_TO_A_MEETING)
        return read

    def picked(self, name: str) -> str:
        """Return the value of a line that was picked, or whose value or words were typed; empty for nothing.

        Raises:
            NotListed: no line has it.
        """
        text = self.text(name)
        listed = self.options.get(name, ())
        if not text or any(one.value == text for one in listed):
            return text
        named = [one.value for one in listed if one.words == text]
        if len(named) == 1:
            return named[0]
        if any(one.name == name and one.free for one in self.form.fields):
            return text
        raise NotListed(name, text)

    def person(self, records: Records, name: str) -> Person:
        """Return the registered person of a field, by number or name.

        Raises:
            FieldEmpty: nothing was typed.
            NoSuchPerson, SeveralPersons: nobody, or several, are called so.
        """
        return find_person(records, self._given(name, self.text(name) or None))

    def path(self, name: str) -> Path:
        """Return the file of a field.

        Raises:
            FieldEmpty, NoSuchFile: there is none.
        """
        return self._given(name, self.path_or_none(name))

    def path_or_none(self, name: str) -> Path | None:
        """Return the file of a field, or None for nothing; quotes that a file manager put round it are taken off.

        Raises:
            NoSuchFile: there is none of this name.
        """
        text = self.text(name).strip("'\"").removeprefix("file://")
        if not text:
            return None
        try:
            path = Path(text).expanduser()
            is_there = path.is_file()
        except (OSError, ValueError, RuntimeError):  # a name too long, a null in it, a home of nobody
            is_there = False
        if not is_there:
            raise NoSuchFile(name, text)
        return path

    def with_answers(self, answers: Mapping[str, str]) -> Filled:
        """Return the same form with other answers."""
        return replace(self, answers=answers)

    def _near(self, name: str, day: date, years: int) -> date:
        if day.year > self.today.year + years:
            raise YearUnlikely(name, self.text(name))
        return day

    def _plain(self, name: str) -> str:
        return plain(self.text(name))

    def _given(self, name: str, value: T | None) -> T:
        if value is None:
            label = next((one.label for one in self.form.fields if one.name == name), name)
            raise FieldEmpty(name, label)
        return value
