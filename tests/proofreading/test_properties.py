"""What holds for every text: nothing raises, spans lie within, the same text gives the same remarks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from village_board.privacy.document import Document, Table, document_of
from village_board.privacy.flat import Flat
from village_board.proofreading.garbled import damage_of
from village_board.proofreading.reading import Reading
from village_board.proofreading.rules import findings

WORDS = """
共 其中 全年共召开 会议 7件 12次 3.5万元 10% 下降 增长 占 合计 2025年 2月30日 至 2025-13-01 其余 扣除 星期一
截止 开始 市办公室 ( ) （ ? ?。?) (shí) 區(qū) ?qū)徟r ┻M(jìn) “ ” | 檔案 村委会 政务公开 〔2015〕22号 《2016年要点》
„2008‟ ｑ １２ ， 。 : 二○○八年九月二日 à a\u0300 \ufffd \u200b 发布日期: 浏览量
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n— 3 —\n", "| | |", "\x03", "\x1f", "\x1e", "9" * 30])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=50))
CELLS = st.one_of(st.sampled_from(["合计", "小计", "", "12", "3.5", "1,200", "-4", "10%", "项目", "单价"]), TEXTS)
TABLES = st.lists(st.lists(CELLS, max_size=5), max_size=6)
DOCUMENTS = st.lists(st.one_of(TEXTS, TABLES), max_size=4).map(lambda parts: document_of(*parts))


def words(document: Document, block: int, row: int, cell: int) -> str:
    given_block = document.blocks[block]
    if isinstance(given_block, Table):
        cells = given_block.rows[row]
        return cells[cell] if cells else ""
    return given_block.text


@given(DOCUMENTS)
def test_no_text_breaks_it_and_every_span_lies_within(document: Document) -> None:
    """Whatever stands in a document: no error, spans within their text or cell, the excerpt is what stands there."""
    # Guard: village_board/proofreading/reading.py:Reading.given - a remark points at other words than it means.
    first = findings(document)
    for one in first:
        text = words(document, one.place.block, one.place.row, one.place.cell)
        assert 0 <= one.start <= one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert (one.restored is None) == (one.original is None)
        assert str(one.reason)
        assert str(one.place.words)
    assert findings(document) == first


@given(DOCUMENTS)
def test_the_mended_text_leads_back_to_what_was_given(document: Document) -> None:
    """Each character of the mended text that was not put in is the character at the place it comes from."""
    flat = Flat(document)
    damage = damage_of(flat)
    reading = Reading(flat, damage.edits)
    put_in = "".join(edit.shape for edit in damage.edits)
    for at, char in enumerate(reading.text):
        start, end = reading.given(at, at + 1)
        assert 0 <= start < end <= len(flat.text)
        assert char in put_in or flat.text[start:end] == char
