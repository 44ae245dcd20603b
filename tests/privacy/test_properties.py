"""What holds for every text: nothing raises, spans lie within, masks remove, ways of writing are alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.making import Dice, wide
from village_board.privacy.document import Document, Table, Text, document_of
from village_board.privacy.flat import Flat
from village_board.privacy.gate import gate, masked
from village_board.text.numbers import find_numbers
from village_board.text.plain import BLOCK, CELL, ROW, plain

# Letters of which papers are made, and all that could get in the way.
LETTERS = (
    "张王欧阳三国低保户孤儿癌症残疾因病致贫身份证号手机卡"
    "一二三〇零幺组号村路栋室岁秘密涉嫌精神0123456789xXOlI*×★-. ,，。：|/\n\t\u200b\u0301\x1f\x1e\x1d"
)
TEXTS = st.one_of(st.text(alphabet=LETTERS, max_size=120), st.text(max_size=60))
HEADERS = st.sampled_from(["姓名", "身份证号", "手机", "病种", "致贫原因", "住址", "年龄", "出生年月", "卡号", "备注"])
TABLES = st.tuples(st.lists(HEADERS, min_size=1, max_size=5), st.lists(st.lists(TEXTS, max_size=5), max_size=4)).map(
    lambda made: [made[0], *made[1]]
)
DOCUMENTS = st.lists(st.one_of(TEXTS, TABLES), max_size=4).map(lambda parts: document_of(*parts))
SEEDS = st.integers(0, 10**9)


def words(document: Document, block: int, row: int, cell: int) -> str:
    given_block = document.blocks[block]
    if isinstance(given_block, Table):
        return given_block.rows[row][cell]
    assert isinstance(given_block, Text)
    return given_block.text


@given(DOCUMENTS)
def test_no_text_breaks_it_and_every_span_lies_within(document: Document) -> None:
    """Whatever stands in a document: no error, spans within their text or cell, none over another."""
    # Guard: village_board/privacy/flat.py:Flat.pieces - a mask is put over the wrong characters.
    last: dict[tuple[int, int, int], int] = {}
    for hit in gate(document):
        place = (hit.place.block, hit.place.row, hit.place.cell)
        assert last.get(place, 0) <= hit.start < hit.end <= len(words(document, *place))
        last[place] = hit.end


@given(DOCUMENTS)
def test_a_masked_document_keeps_its_shape_and_hides_what_was_hit(document: Document) -> None:
    """Masking changes the characters that were hit and no others; the number of blocks, rows and cells stays."""
    hits = [hit for hit in gate(document) if hit.mask is not None]
    done = masked(document, hits)
    assert len(done.blocks) == len(document.blocks)
    for number, (before, after) in enumerate(zip(document.blocks, done.blocks, strict=True)):
        if isinstance(before, Text) and isinstance(after, Text):
            here = [hit for hit in hits if hit.place.block == number]
            grown = sum(len(hit.mask or "") - (hit.end - hit.start) for hit in here)
            assert len(after.text) == len(before.text) + grown
        elif isinstance(before, Table) and isinstance(after, Table):
            assert [len(row) for row in after.rows] == [len(row) for row in before.rows]


@given(SEEDS, st.text(alphabet="中文，。 \n", max_size=8), st.text(alphabet="中文，。 \n", max_size=8))
def test_masking_removes_a_number_wherever_it_stands(seed: int, before: str, after: str) -> None:
    """An identity number, a card and a mobile are gone after masking, and the gate finds nothing more."""
    dice = Dice(seed)
    for number in (dice.citizen(), dice.cellphone(), dice.card()):
        document = document_of(f"{before}：{number}，{after}")
        done = masked(document, gate(document))
        assert number not in words(done, 0, -1, -1)
        assert gate(done) == ()


@given(SEEDS)
def test_ways_of_writing_a_number_are_alike(seed: int) -> None:
    """Full-width, spaced, hidden and Chinese figures give the same kind and the same mask as the plain number."""
    # Guard: village_board/text/numbers.py:_is_sure - a space in the middle is enough to get through.
    dice = Dice(seed)
    for number in (dice.citizen(), dice.cellphone()):
        ways = [number, wide(number), " ".join(number), "-".join(number), dice.hidden(number), dice.in_han(number)]
        found = [[(hit.kind, hit.mask) for hit in gate(document_of(f"记：{way}。"))] for way in ways]
        assert found == [found[0]] * len(ways)
        assert len(found[0]) == 1


@given(TEXTS)
def test_every_place_of_the_plain_shape_maps_back(text: str) -> None:
    """A span of the plain shape covers the characters it was made of, and what was hidden between them."""
    shape = plain(text)
    for at, char in enumerate(shape.text):
        start, end = shape.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert plain(text[start]).text == char
    assert sum(1 for char in text if not plain(char).text) == len(shape.went)


@given(DOCUMENTS)
def test_segments_map_back_to_their_cells(document: Document) -> None:
    """Each segment of the flat text is the plain shape of its own cell."""
    flat = Flat(document)
    segments = range(len(flat.plain_starts) - 1)
    borders = str.maketrans(dict.fromkeys((CELL, ROW, BLOCK), " "))
    assert [flat.words(at) for at in segments] == [plain(flat.original(at).translate(borders)).text for at in segments]


@given(st.text(alphabet="0123456789 .-\n\x1f一二三OlxX", max_size=200))
def test_the_quick_search_passes_over_nothing(text: str) -> None:
    """Runs that are passed over by the quick pattern hold nothing that the slow way would be sure of."""
    # Guard: village_board/text/numbers.py:_STRONG - it is a filter for speed, and must not filter findings.
    quick = [(one.kind, one.start, one.end) for one in find_numbers(text, lambda one: one.sure)]
    slow = [(one.kind, one.start, one.end) for one in find_numbers(text, lambda one: one.sure, lambda *_: True)]
    assert [one for one in slow if one[0] == "identity_number"] == [one for one in quick if one[0] == "identity_number"]
