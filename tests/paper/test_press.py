"""The press: words stay words, characters are never boxes, codes can be read, tables keep their heads."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from village_board.paper import fonts, press
from village_board.paper.fonts import ChineseFont, ChineseFontMissing, packaged
from village_board.paper.page_model import (
    Bars,
    Boxes,
    Design,
    Facts,
    Format,
    Printout,
    Proof,
    Slips,
    Table,
    Words,
    widths,
)
from village_board.paper.press import FontLacks, PressMissing, pdf, pngs
from village_board.paper.qr import modules

MADE = datetime(2026, 9, 1, 2, tzinfo=UTC)
LINK = "https://t.me/yunxi_board_bot?start=r_h7p53pwv"
HOSTILE = (
    '#read("config")',
    "$ x^2 $ 100$",
    "@x @引用",
    "[ ] ] [ *粗* _斜_ `码`",
    "\\ // /* */ <标签> {{name}} ~ '\"",
    '#import "/etc/passwd": *',
    "#{panic(1)}",
)


def page(*blocks: object, design: Design = Design.PAPER, **more: object) -> Printout:
    """Return a page with `blocks`."""
    return Printout("题目", blocks, "zh-Hans", "第{page}页，共{pages}页", design, **more)  # type: ignore[arg-type]


def words_of(made: bytes) -> str:
    """Return the text of a PDF without white space and places to break."""
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(made)).pages)
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("design", list(Design))
def test_a13_what_people_wrote_is_literal_in_every_template(hostile: str, design: Design) -> None:
    """A13: nothing in a title, a fact, a paragraph, a cell, a slip or the foot is run, and no file is read."""
    # Guard: village_board/paper/press.py:_set - words put into the source instead of sys_inputs are run as typst
    proof = Proof((hostile,), root="3f9a 2c11", root_label=hostile, code="h7p53pwv", code_label="短码")
    blocks = (
        Facts(((hostile, hostile),)),
        Words((hostile,), hostile),
        Table((hostile, "乙"), ((hostile, "1"),), hostile),
        Bars(hostile, "单位：元", ((hostile, 5, "5"),)),
        Boxes(hostile, (hostile,), "日期", 2),
        Slips(((hostile, "1234", hostile),)),
    )
    made = words_of(pdf(page(*blocks, design=design, under=hostile, foot=hostile, proof=proof), MADE))
    literal = "".join(hostile.split())
    assert made.count(literal) >= (8 if design is not Design.SLIPS else 6)


def test_a13_escapes_and_direction_marks_are_gone() -> None:
    """A13: what a terminal or a reader obeys never reaches the page."""
    made = words_of(pdf(page(Words(("甲\x1b[2J乙\u202e丙",))), MADE))
    assert "\x1b" not in made
    assert "\u202e" not in made


def test_a8_a_character_that_the_font_lacks_is_told_and_not_printed() -> None:
    """A8: a box says nothing, so nothing is printed; the characters are named."""
    # Guard: village_board/paper/press.py:check_characters - typst leaves a box and says nothing
    with pytest.raises(FontLacks) as told:
        pdf(page(Words(("名字里有 \U00013000",))))
    assert "\U00013000" in str(told.value.message.facts["characters"])


def test_the_font_package_prints_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With pip alone Chinese is printed: the font of the package."""
    monkeypatch.setattr(fonts, "installed", lambda: None)
    found = packaged()
    assert isinstance(found, ChineseFont)
    monkeypatch.setattr(press, "chinese_font", lambda: found)
    assert "灌渠清淤" in words_of(pdf(page(Words(("灌渠清淤",))), MADE))


def test_without_a_font_or_the_extra_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named with what to install."""

    def none() -> ChineseFont:
        raise ChineseFontMissing

    monkeypatch.setattr(press, "chinese_font", none)
    with pytest.raises(ChineseFontMissing):
        pdf(page(Words(("甲",))))
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    with pytest.raises(PressMissing) as told:
        pdf(page(Words(("甲",))))
    assert "village-board[paper]" in PressMissing.sentence
    assert told.value.exit_code


@pytest.mark.parametrize(("design", "format_"), [(Design.NOTICE, Format.A4), (Design.NOTICE, Format.A3)])
def test_a27_the_code_on_the_paper_can_be_read(design: Design, format_: Format) -> None:
    """The QR code of a sheet leads where the record's link leads; short code and root stand beside it."""
    # Guard: village_board/paper/press.py:_safe - places to break within the rows of the code shift its modules
    proof = Proof(("说明",), "3f9a 2c11 0b7d 9e42", "根", "h7p53pwv", "短码", modules(LINK), "扫码")
    made = page(Words(("正文",)), design=design, format=format_, proof=proof)
    (picture,) = pngs(made)
    assert [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))] == [LINK]
    text = words_of(pdf(made, MADE))
    assert "h7p53pwv" in text
    assert "3f9a2c110b7d9e42" in text
    box = PdfReader(io.BytesIO(pdf(made, MADE))).pages[0].mediabox
    assert round(box.width / 72 * 25.4) == (210 if format_ is Format.A4 else 297)


def test_a_long_table_has_its_heads_and_a_number_on_every_page() -> None:
    """A table over several pages repeats its heads, loses no row, and each page says which of how many it is."""
    rows = tuple((str(n), f"第{n}笔", f"{n}.00") for n in range(1, 201))
    made = PdfReader(io.BytesIO(pdf(page(Table(("序号", "摘要", "收入"), rows, "逐笔", (0, 2))), MADE)))
    texts = ["".join(one.extract_text().split()) for one in made.pages]
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert "摘要" in text
        assert f"第{number}页，共{len(texts)}页" in text
    whole = "".join(texts)
    assert all(f"第{n}笔" in whole for n in range(1, 201))


def test_a_cell_longer_than_a_page_and_a_word_without_end_stay_on_the_paper() -> None:
    """Nothing runs off the paper: a long cell goes on over the page, an endless word is broken."""
    long = "很长的一段话。" * 600
    made = pdf(page(Table(("甲", "乙"), ((long, "a" * 900),)), Words(("x" * 2000,))), MADE)
    text = words_of(made)
    assert text.count("很") == 600  # a phrase may stand on two pages
    assert text.count("a") >= 900
    assert text.count("x") >= 2000
    for one in pngs(page(Words(("x" * 2000,)))):
        picture = Image.open(io.BytesIO(one)).convert("L")
        edge = picture.crop((picture.width - 40, 0, picture.width, picture.height))
        assert edge.getextrema() == (255, 255)


def test_the_same_page_is_the_same_file() -> None:
    """The time at which it was made is given: two prints of one page are equal byte for byte."""
    assert pdf(page(Words(("甲",))), MADE) == pdf(page(Words(("甲",))), MADE)


def test_bars_begin_at_nothing_and_are_as_long_as_their_amounts() -> None:
    """The longest bar is whole, half of it is half as long, and nothing is nothing."""
    rows = Bars("题", "元", (("甲", 200, "2.00"), ("乙", 100, "1.00"), ("丙", 0, "0.00"))).document()["rows"]
    assert [row[1] for row in rows] == [1000, 500, 0]


def test_columns_of_words_share_what_narrow_ones_leave() -> None:
    """Numbers take the room that they need; without a wide column the one of words fills the line."""
    assert widths([("序号", "摘要"), ("1", "很长的摘要" * 4)]) == [0, 40]
    assert widths([("项", "期初"), ("道", "216,000.00")], (1,)) == [14, 0]


def test_templates_hold_no_words_of_their_own() -> None:
    """Every word on a page comes through a translator: no template holds a character of Chinese."""
    for file in Path(press.TEMPLATES).glob("*.typ"):
        assert not any("\u4e00" <= char <= "\u9fff" for char in file.read_text("utf-8")), file.name
