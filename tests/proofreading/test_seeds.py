"""The five reports of which the facts tell what contradicts, what fits and what was damaged (facts 10, 11)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from village_board.interchange.papers import read_paper
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.rules import findings

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here")


@cache
def remarks(number: str) -> tuple[Remark, ...]:
    (file,) = SEEDS.glob(f"{number}_*.txt")
    return findings(read_paper(file))


def of(number: str, *kinds: Kind) -> list[Remark]:
    return [remark for remark in remarks(number) if remark.kind in kinds]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("000", []),
        ("001", [("paragraph 31", "全年共发布信息7225条", "7215条", "7225条")]),
        ("002", []),
        (
            "003",
            [
                ("paragraph 4", "《2016年政府信息公開工作要點(diǎn)的通知》(國辦發(fā)〔2015〕22號", "2015", "2016"),
                ("paragraph 23", "全年共召開新聞發(fā)布會(huì)16場", "17次", "16场"),
            ],
        ),
        ("004", []),
    ],
)
def test_the_conflicts_are_found_and_none_in_what_fits(number: str, told: list[tuple[str, ...]]) -> None:
    """7215 and 7225, 17 and 16, a 2015 number for 2016; none in the nine parts of 2032, 2+1+4, 91+22, 65-4, -12.6%."""
    # Guard: village_board/proofreading/repeated.py:_differ - the press conferences are counted twice.
    found = of(number, Kind.CONTRADICTION, Kind.PERCENTAGE, Kind.DATE)
    assert [(str(one.place.words), one.text) for one in found] == [one[:2] for one in told]
    assert {one.kind for one in found} <= {Kind.CONTRADICTION}
    for one, expected in zip(found, told, strict=True):
        assert all(word in str(one.reason) for word in expected[2:])


def test_every_reading_left_in_brackets_is_taken_out() -> None:
    """427 notes, each restored to its character with certainty (facts 11.1)."""
    notes = [one for one in of("003", Kind.GARBLED) if "reading in Latin letters" in one.reason.msgid]
    assert len(notes) == 427
    assert all(one.restored == one.text[0] and one.certainty is Certainty.CERTAIN for one in notes)
    assert len({one.restored for one in notes}) == 73


def test_cut_characters_are_put_together_again() -> None:
    """The three mixed strings and the lone cut note, by the bytes of GBK: certain (facts 11.1)."""
    # Guard: village_board/proofreading/realigned.py:realigned - halves of characters stay on the board.
    cut = [one for one in of("003", Kind.GARBLED) if one.reason.msgid.startswith("Characters were cut")]
    assert [(one.text, one.restored) for one in cut] == [
        ("?qū)徟鷷r(shí)", "審批時"),
        ("?yōu)椤版I", "為“鍵"),
        ("?qū)嵤┴?cái)", "實施財"),
        ("┻M(jìn)", "）進"),
    ]
    assert {one.certainty for one in cut} == {Certainty.CERTAIN}


def test_lost_numbers_of_lists_are_inferred_and_never_certain() -> None:
    """Twelve lost digits and one 二: each list begins anew under its heading; the surviving (4), (5) agree."""
    # Guard: village_board/proofreading/garbled.py:_lost_numbers - a guess is shown as the truth.
    lost = [one for one in of("003", Kind.GARBLED) if one.reason.msgid.startswith("A number of the list")]
    assert [one.restored for one in lost] == [*(f"（{n}）" for n in (1, 2, 3, 5, 1, 2, 3, 1, 2, 3, 4, 6)), "（二"]
    assert {one.certainty for one in lost} == {Certainty.INFERRED}


def test_the_missing_quote_is_told_and_not_restored() -> None:
    """A closing mark without an opening one: nobody can tell what stood there (facts 11.1)."""
    quotes = [one for one in of("003", Kind.GARBLED) if one.text == "”"]
    assert [(str(one.place.words), one.restored) for one in quotes] == [("paragraph 26", None)]


def test_page_furniture_is_no_part_of_the_paper() -> None:
    """The line of the website below the title and its menu at the end (facts 11)."""
    told = of("001", Kind.GARBLED)
    assert [one.text[:4] for one in told] == ["发布日期", "移动门户"]
    assert told[1].text.endswith("OA办公")


def test_marks_of_pages_and_taken_out_words() -> None:
    """Eight page marks; fixed names without 政府 are restored from a table, inferred only (facts 11.3)."""
    told = of("004", Kind.GARBLED)
    marks = [one.text for one in told if one.text.startswith("—")]
    assert marks == [f"— {n} —" for n in range(1, 9)]
    names = {one.text: one.restored for one in told if one.certainty is Certainty.INFERRED}
    assert names["《中华人民共和国信息公开条例》"] == "《中华人民共和国政府信息公开条例》"
    assert names["完善采购网上监察"] == "完善政府采购网上监察"
    assert [one.restored for one in told if one.text == "„2008‟"] == ["〔2008〕"]


def test_the_empty_table_gets_its_labels_back() -> None:
    """By its groups of 8, 3 and 5 rows it is the form of 2019: 20 result rows, marked as inferred (facts 4.4)."""
    # Guard: village_board/proofreading/empty_tables.py:_labels - labels of another form are put in.
    (table,) = of("002", Kind.EMPTY_TABLE)
    assert table.certainty is Certainty.INFERRED
    assert table.reason.facts == {"year": "2019"}
    labels = (table.restored or "").split("\n")
    assert len(labels) == 4 + 19
    assert labels[4:6] == ["(三)不予公开 1.属于国家秘密", "2.其他法律行政法规禁止公开"]
    assert labels[-3:] == ["(六)其他处理", "(七)总计", "四、结转下年度继续办理"]


def test_words_of_taiwan_in_a_mainland_report() -> None:
    """Each word with its own in the paper's script; 檔案 may be meant and is inferred (facts 11.2)."""
    told = of("002", Kind.WORDING)
    counted = Counter(one.text for one in told)
    assert counted["檔案"] == 21
    assert (counted["最佳化"], counted["資料庫"], counted["程式"], counted["設定"]) == (2, 1, 1, 1)
    assert (counted["計畫"], counted["複議"], counted["幼稚園"]) == (4, 2, 1)
    assert {one.certainty for one in told if one.text in ("檔案", "民眾")} == {Certainty.INFERRED}
    assert {one.restored for one in told if one.text == "計畫"} == {"計劃"}


def test_a_traditional_report_with_mainland_words_keeps_them() -> None:
    """檔案館 stays as it is; only 著力 is written otherwise (facts 11.1)."""
    assert [(one.text, one.restored) for one in of("003", Kind.WORDING)] == [("著力", "着力")]
    assert [remark.kind for number in ("000", "001", "004") for remark in of(number, Kind.WORDING)] == []
