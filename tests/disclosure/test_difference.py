"""What differs between two versions is shown by line and by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from village_board.disclosure.difference import CellChange, DifferenceKind, LineChange, difference

LINES = st.lists(st.text(alphabet="甲乙丙1 ,", max_size=6), max_size=8)


@given(LINES, LINES)
def test_the_differences_lead_from_the_old_text_to_the_new(old: list[str], new: list[str]) -> None:
    """Taking out what was removed and changed, and putting in what was added and changed, gives the new version."""
    # Guard: disclosure/difference.py:_lines - a changed line is left out of what is shown.
    was, now = "\n".join(old), "\n".join(new)
    kept = dict(enumerate(was.split("\n") if was else [], 1))
    put: dict[int, str] = {}
    for change in difference(was, now):
        if change.old_line:
            assert kept.pop(change.old_line) == change.old
        if change.new_line:
            put[change.new_line] = change.new
    rest = iter(kept.values())
    wanted = now.split("\n") if now else []
    assert [put[n] if n in put else next(rest) for n in range(1, len(wanted) + 1)] == wanted
    assert next(rest, None) is None


@given(st.text())
def test_what_is_the_same_shows_no_difference(text: str) -> None:
    """No line is shown for itself."""
    assert difference(text, text) == ()


def test_a_changed_sum_is_shown_as_its_cell() -> None:
    """A row of a list: only the sum differs."""
    old = "组别 户数 金额\n1组 12 3,600.00元\n2组 9 2,700.00元"
    new = "组别 户数 金额\n1组 12 3,900.00元\n2组 9 2,700.00元\n3组 4 1,200.00元"
    changed, added = difference(old, new)
    assert changed == LineChange(
        DifferenceKind.CHANGED,
        2,
        2,
        "1组 12 3,600.00元",
        "1组 12 3,900.00元",
        (CellChange("3,600.00元", "3,900.00元"),),
    )
    assert (added.kind, added.new_line, added.new) == (DifferenceKind.ADDED, 4, "3组 4 1,200.00元")
