"""What is read aloud of a sheet: composed for the ear, and nothing that the eye does not see (K18)."""

from __future__ import annotations

from itertools import product

import pytest

from kiosk.ear import ENGLISH_PIECE, MOST, PIECE, pieces
from kiosk.layout import paginate
from kiosk.pages.doors import door
from kiosk.sheet import Bar, Bars, Entry, Facts, Heading, Nowhere, Sheet, Table, Words
from tests.kiosk.hall import shelf_of
from tests.kiosk.hostile import HOSTILE
from tests.kiosk.ways import pages_of
from village_board.board import Board
from village_board.i18n import translator
from village_board.text.clean import terminal_safe

ZH, EN = translator("zh-Hans", "kiosk"), translator("en", "kiosk")
ROW = Entry("四组修路", Nowhere(), note="不念", right="还有4天", mark="听证")


def said(*parts: object, title: str = "村道硬化", english: bool = False, rows: tuple[Entry, ...] = ()) -> str:
    """Return all that is read of a sheet of these parts."""
    t = EN if english else ZH
    return "".join(pieces(Sheet(title, parts), rows, t))  # type: ignore[arg-type]


def test_k18_a_record_is_said_by_title_sentence_period_and_publisher() -> None:
    """K18: labels with their values, in whole sentences; the codes on the paper are left to the eye."""
    # Guard: kiosk/ear.py:_facts - nobody can follow "bei zhu, er ling yi qi" letter by letter.
    facts = Facts(
        (("公开期间", "2026年第3季度"), ("公开单位", "村民委员会"), ("短码", "ijvv3mx7"), ("编号", "141"), ("止", ""))
    )
    heard = said(Words("全村通了路灯"), facts)
    assert heard == "村道硬化。全村通了路灯。公开期间：2026年第3季度。公开单位：村民委员会。"


def test_k18_who_published_is_said_even_behind_many_facts() -> None:
    """K18: of a long list the first eight, and who published it."""
    # Guard: kiosk/ear.py:_facts - the publisher stands last on every page.
    many = tuple((f"项{chr(0x4E00 + n)}", "有") for n in range(12))
    heard = said(Facts((*many, ("公开单位", "村民委员会"))))
    assert heard.count("：有") == 8
    assert heard.endswith("公开单位：村民委员会。")


def test_k18_a_table_is_said_by_few_rows_or_its_sum() -> None:
    """K18: five rows with one figure are said, of more the sum; a wider table stands on the screen."""
    # Guard: kiosk/ear.py:_table - forty cells in a row, and nobody knows which is which.
    few = Table(("现金", "元"), (("+ 收入", "5.00"), ("= 月末余额", "7.00")), total=True)
    assert said(few) == "村道硬化。现金。收入：5.00元。月末余额：7.00元。"
    many = Table(("现金", "元"), (*((f"第{n}笔", "1.00") for n in range(9)), ("合计", "9.00")), total=True)
    assert said(many) == "村道硬化。现金。合计：9.00元。表里有10行，请看屏幕。"
    assert said(Table(("科目", "借", "贷"), (("现金", "1", "1"),))) == "村道硬化。表里有1行，请看屏幕。"


def test_k18_rows_are_said_with_the_keys_that_open_them() -> None:
    """K18: who cannot read hears which key to press, below the heading of the rows; only those on the screen."""
    # Guard: kiosk/ear.py:_sentences - keys that open something else than what was said.
    heard = said(Heading("下次开会"), ROW, Entry("在下一页", Nowhere()), rows=(ROW,))
    assert heard == "村道硬化。下次开会：按1，听证，四组修路，还有4天。"
    assert "Press 1: 听证, 四组修路, 还有4天." in said(ROW, rows=(ROW,), english=True)


def test_k18_nothing_is_said_twice_and_no_heading_alone() -> None:
    """K18: a heading that says the title again, or has nothing below it, is not said."""
    heard = said(
        Heading("村道硬化"), Words("村道硬化"), Heading("进度"), Table((), ()), Words("修好了"), Heading("照片")
    )
    assert heard.count("村道硬化") == 1
    assert "照片" not in heard
    assert said(Heading("村道硬化"), Words("修好了")) == "村道硬化。修好了。"
    assert said(Bars((("收入", (Bar("租金", 5, "5.00元"), Bar("", 0, ""))),))) == "村道硬化。收入：租金 5.00元。"


def test_k18_what_is_said_comes_in_short_pieces_and_has_an_end() -> None:
    """K18: pieces of a quarter of a minute; past four minutes it says that the rest stands on the screen."""
    # Guard: kiosk/ear.py:pieces - an import of a whole law would hold the hall for an hour.
    found = pieces(Sheet("公告", (Words("路灯修好了，夜里不黑。" * 400),)), (), ZH)
    assert all(0 < len(piece) <= PIECE for piece in found)
    assert MOST < len("".join(found)) + PIECE < MOST + 3 * PIECE
    assert found[-1] == "后面还有，请看屏幕。"


def test_k18_every_page_of_the_village_has_something_to_say(board: Board) -> None:
    """K18: in each language, in pieces that a voice takes, its title first."""
    shelves = [shelf_of(board, language) for language in ("zh-Hans", "zh-Hant", "en")]
    for page, shelf in product([*pages_of(board), *(door(number) for number in range(1, 7))], shelves):
        longest = ENGLISH_PIECE if shelf.t.language == "en" else PIECE
        sheet = page.read(shelf)
        rows = [block for block in paginate(sheet.parts, 76, 16)[0].blocks if isinstance(block, Entry)]
        found = pieces(sheet, rows, shelf.t)
        assert found, page
        assert all(piece.strip() and len(piece) <= longest for piece in found), page
        assert found[0].startswith(terminal_safe(sheet.title)[:20].strip()), page


@pytest.mark.parametrize("text", HOSTILE)
def test_a1_hostile_words_are_said_without_what_hides_in_them(text: str) -> None:
    """A1: what a terminal would obey is neither shown nor said."""
    # Guard: kiosk/ear.py:_plain - a control character in a title reaches the voice and the screen.
    for piece in pieces(Sheet(text, (Words(text), Facts(((text, text),)))), (), ZH):
        assert terminal_safe(piece) == piece
