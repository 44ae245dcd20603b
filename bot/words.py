"""What a villager's words ask for: a view and its arguments. Whatever is not understood is searched for."""

from __future__ import annotations

import re
from datetime import date

from bot.answers.asked import view_of
from bot.answers.search import shortened
from village_board.asking.understanding import understood as asked_for
from village_board.base.ids import is_id
from village_board.slips.rules import DIGITS
from village_board.slips.sealed import DIGITS as SEALED_DIGITS
from village_board.text.fold import fold
from village_board.text.mask import find_personal_numbers

Asked = tuple[str, tuple[str, ...]]

_HAN_DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_NUMBER = re.compile(
    "(?:(?P<hundreds>[一二三四五六七八九])百零?)?(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[零一二三四五六七八九])?"
)
#: No village has as many people; a longer number is a slip of the finger.
_PEOPLE_DIGITS = 6
# A mistyped identity number is one, too: nothing that villagers ask about has as many digits.
_LONG_NUMBER = re.compile(r"\d{17}[\dx]")
# Seven digits are what a slip has; a paper with such a number is looked for where no slip has it.
_SEALED = re.compile(rf"\d{{{SEALED_DIGITS}}}")
_SLIP = re.compile(rf"\d{{{DIGITS}}}")


def understood(text: str, today: date) -> Asked:
    """Return the view that answers `text`, and its arguments; see `village_board.asking` for how words are read."""
    if personal_number_in(text):
        return "personal", ()
    close = fold(text).replace(" ", "")
    if is_id(close):
        return "r", (close,)
    for view, form in (("ss", _SEALED), ("slip", _SLIP)):
        if form.fullmatch(close):
            return view, (close,)
    meant = asked_for(text, today)
    if meant.choices:
        return "pick", (shortened(text),)
    return view_of(meant.best.question) if meant.best is not None else ("f", ("0", shortened(text)))


def number_in(text: str) -> int | None:
    """Return the number of people that `text` is: ``38``, ``38人``, ``三十八``; None for anything else."""
    digits = fold(text).replace(" ", "").removesuffix("人").removesuffix("票")
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= _PEOPLE_DIGITS else None
    match = _HAN_NUMBER.fullmatch(digits.replace("两", "二"))
    if match is None or not digits:
        return None
    hundreds, tens, ones = match.group("hundreds", "tens", "ones")
    ten = 0 if tens is None else 10 * (_HAN_DIGITS[tens[0]] if tens != "十" else 1)
    return 100 * (_HAN_DIGITS[hundreds] if hundreds else 0) + ten + (_HAN_DIGITS[ones] if ones else 0)


def personal_number_in(text: str) -> bool:
    """Tell whether somebody sent an identity number, a bank card or a telephone number (P21)."""
    return bool(find_personal_numbers(text)) or _LONG_NUMBER.search(fold(text)) is not None
