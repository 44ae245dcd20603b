"""Parts become leaves."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.entries import entry_lines
from kiosk.layout import ENTRY_ROWS, KEYS, Leaf, lines_of, paginate
from kiosk.scale import SPACINGS, Scale
from kiosk.sheet import Entry, Facts, Heading, Page, Sheet, Shelf, Table, Words
from village_board.text.lines import cells

texts = st.text(st.sampled_from("村委会账目鱼塘，。（）元 abcAB1234567890.,\n[]/"), min_size=1, max_size=60)


@dataclass(frozen=True)
class Nowhere(Page):
    def read(self, shelf: Shelf) -> Sheet:
        raise NotImplementedError


entry_parts = st.builds(Entry, texts, st.just(Nowhere()), texts, st.text("1234567890.元", max_size=12))
parts = st.lists(
    st.one_of(
        st.builds(Heading, texts),
        st.builds(Words, texts),
        st.builds(Facts, st.lists(st.tuples(texts, texts), max_size=6).map(tuple)),
        entry_parts,
    ),
    max_size=25,
)


def rows(leaf: Leaf) -> int:
    return sum(ENTRY_ROWS if isinstance(block, Entry) else len(block) for block in leaf.blocks)


def text(line: tuple[tuple[str, str], ...]) -> str:
    return "".join(words for words, _ in line)


@given(parts, st.integers(40, 110), st.integers(12, 40))
@example([Heading("0")] * 5 + [Heading("\n\n")], 40, 12)
def test_every_leaf_fits_and_nothing_is_lost(parts: list, width: int, height: int) -> None:
    """Whatever the size: each leaf fits, has at most nine rows with keys, and all rows stand once, in order."""
    leaves = paginate(parts, width, height)
    shown = [block for leaf in leaves for block in leaf.blocks if isinstance(block, Entry)]
    assert shown == [part for part in parts if isinstance(part, Entry)]
    for leaf in leaves:
        assert rows(leaf) <= max(height, ENTRY_ROWS)
        assert sum(isinstance(block, Entry) for block in leaf.blocks) <= KEYS
        for block in leaf.blocks:
            if not isinstance(block, Entry):
                assert all(cells(text(line)) <= width for line in block)


@given(parts, st.integers(40, 110), st.integers(12, 40), st.sampled_from(list(Scale)))
@example([Heading("0")] * 9, 40, 12, Scale.EXTRA)
def test_k15_every_leaf_fits_in_larger_letters_too(parts: list, width: int, height: int, scale: Scale) -> None:
    """K14, K15: whatever the size of the letters, no leaf is higher or wider than its room, and no entry is lost."""
    # Guard: kiosk/layout.py:_fitting - headings upon headings, and what stands below them is cut off.
    leaves = paginate(parts, width, height, SPACINGS[scale])
    shown = [block for leaf in leaves for block in leaf.blocks if isinstance(block, Entry)]
    assert shown == [part for part in parts if isinstance(part, Entry)]
    for leaf in leaves:
        entry_rows = leaf.spacing.entry_rows
        assert sum(entry_rows if isinstance(block, Entry) else len(block) for block in leaf.blocks) <= max(height, 3)
        for block in leaf.blocks:
            if isinstance(block, Entry):
                lines = entry_lines(block, "1", width, leaf.spacing)
                assert len(lines) <= entry_rows
                assert all(cells(text(line)) <= max(width, cells(block.right) + 12) for line in lines)
            else:
                assert all(cells(text(line)) <= width for line in block)


@given(entry_parts, st.integers(30, 110))
def test_k4_an_entry_takes_at_most_three_lines(entry: Entry, width: int) -> None:
    """K4: a row is as high as a finger, whatever its title."""
    lines = entry_lines(entry, "1", width)
    assert 1 <= len(lines) <= ENTRY_ROWS
    assert all(cells(text(line)) <= max(width, cells(entry.right) + 8) for line in lines)


def test_a_heading_stays_with_what_it_names() -> None:
    """No leaf ends with a heading whose row stands on the next."""
    # Guard: kiosk/layout.py:_Cutter - "Due and not published" stood alone at the bottom of a page.
    things = [Entry(f"第{n}项", Nowhere()) for n in range(4)]
    leaves = paginate([*things, Heading("还没公开"), Entry("收支明细", Nowhere())], 80, 15)
    first, second = leaves[0].blocks, leaves[1].blocks
    assert all(isinstance(block, Entry) for block in first)
    assert text(second[0][0]) == "还没公开"  # type: ignore[index]


def test_money_stands_right_aligned_under_each_other() -> None:
    """The last figure of every row of a table ends in the same column."""
    table = Table(("项目", "元"), (("收入", "8,000.00"), ("支出", "1,234,567.89"), ("合计", "0.05")), total=True)
    lines = lines_of(table, 40)
    assert {cells(text(line)) for line in lines} == {40}
    assert all(
        text(line).endswith(figure) for line, figure in zip(lines[1:], ("8,000.00", "567.89", "0.05"), strict=True)
    )


def test_an_amount_is_never_divided() -> None:
    """A narrow value breaks before an amount, not inside it."""
    lines = [text(line) for line in lines_of(Facts((("备注", "本次一共付出 128,000.00元整"),)), 26)]
    assert any("128,000.00元" in line for line in lines)


def test_entries_of_three_lines_stand_apart_and_short_ones_do_not() -> None:
    """Air stands below an entry whose words fill its rows, on one leaf as far as there is room, else always."""
    # Guard: kiosk/layout.py:_Air - nobody sees where one subsidy ends and the next begins.
    short = [Entry("鱼塘", Nowhere(), "已付")] * 5
    long = [Entry("Arable-land fertility subsidy: area, rate, payees", Nowhere(), "every year", "nothing yet")] * 5
    assert [rows(leaf) for leaf in paginate(short, 40, 15)] == [15]
    assert [rows(leaf) for leaf in paginate(long, 40, 19)] == [19]
    assert [rows(leaf) for leaf in paginate(long, 40, 17)] == [17]
    for leaf in paginate(long, 40, 12):
        pairs = zip(leaf.blocks, leaf.blocks[1:], strict=False)
        assert not any(isinstance(one, Entry) and isinstance(two, Entry) for one, two in pairs)


def test_rows_on_the_last_leaf_are_never_alone() -> None:
    """What one can do next stands with the words that belong to it, else below its heading once more."""
    # Guard: kiosk/company.py:accompanied - a second screen held three rows of which nobody knew what they are for.
    told = [Words(f"第{n}段话。") for n in range(1, 9)]
    can_do = [Heading("您可以这样做"), Words("有疑问请到村委会。")]
    further = [Entry(f"第{n}行", Nowhere()) for n in range(1, 4)]
    first, last = paginate([*told, *can_do, *further], 40, 16)
    assert [text(line) for line in last.blocks[0] if line] == ["您可以这样做", "有疑问请到村委会。"]
    assert (rows(first), last.first_entry) == (8, 0)
    first, last = paginate([*told, can_do[0], *further], 40, 14)
    assert [text(line) for line in last.blocks[0] if line] == ["您可以这样做"]
    assert (sum(isinstance(one, Entry) for one in first.blocks), last.first_entry) == (1, 1)
