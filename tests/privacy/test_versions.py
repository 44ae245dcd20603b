"""Two masked versions of one list must not undo a mask."""

from __future__ import annotations

import pytest

from village_board.privacy.document import document_of
from village_board.privacy.model import IdentityMask, Policy
from village_board.privacy.versions import unmask_risk

HEADER = ["姓名", "身份证号", "手机", "金额"]
STRICT = ["张*三", "320*************10", "138****8000", "500.00"]


def told(old: list[str], new: list[str], policy: Policy | None = None) -> list[tuple[str, str, int, int]]:
    risks = unmask_risk(document_of([HEADER, old]), document_of([HEADER, new]), policy)
    return [(risk.kind.value, str(risk.place.words), risk.shown, risk.allowed) for risk in risks]


def test_two_halves_of_one_number_are_told_with_their_place() -> None:
    """One version hides the birth date, the other all else: together the number is whole."""
    # Guard: village_board/privacy/versions.py:_together - the correction of a list gives away what the list hid.
    old = ["张*三", "320583********0010", *STRICT[2:]]
    assert told(old, ["张*三", "******19900101****", *STRICT[2:]]) == [
        ("identity_number", "row 2, column 身份证号", 18, 5)
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (STRICT, STRICT, []),
        (["张*三", "320583********0010", *STRICT[2:]], STRICT, ["identity_number"]),
        ([*STRICT[:2], "1380013****", "500.00"], STRICT, ["mobile"]),
        (["张建*", *STRICT[1:]], ["张*三", *STRICT[1:]], ["relief_name"]),
        (["张建三", *STRICT[1:]], ["张*三", *STRICT[1:]], ["relief_name"]),
        (["李*四", "320583********0010", *STRICT[2:]], STRICT, []),
        (["张*三", "420583********0010", "139****8000", "9"], ["张*三", STRICT[1], "137****8000", "8"], []),
    ],
)
def test_only_what_one_mask_hides_and_both_show_is_told(old: list[str], new: list[str], found: list[str]) -> None:
    """The same mask twice tells nothing; rows whose shown characters differ are different people."""
    assert [kind for kind, *_ in told(old, new)] == found


def test_a_row_is_known_again_in_another_place() -> None:
    """A list that was sorted anew is compared row by row all the same."""
    old = document_of(
        [
            HEADER,
            ["王*", "1" * 3 + "*" * 13 + "12", "139****0000", "7.00"],
            ["张*三", "320583********0010", *STRICT[2:]],
        ]
    )
    new = document_of([HEADER, STRICT])
    (risk,) = unmask_risk(old, new)
    assert str(risk.older.words) == "row 3, column 身份证号"
    assert "320" not in str(risk.reason)


def test_the_policy_says_how_much_one_mask_shows() -> None:
    """Where the common mask is the village's, a stricter form beside it tells nothing."""
    old = ["张*三", "320583********0010", *STRICT[2:]]
    assert told(old, STRICT, Policy(identity=IdentityMask.COMMON)) == []


def test_lines_of_a_text_are_compared_too() -> None:
    """Without tables the lines are."""
    risks = unmask_risk(
        document_of("补助\n张*三 320583********0010 500元"), document_of("补助\n张*三 ******19900101**** 500元")
    )
    assert [str(risk.place.words) for risk in risks] == ["paragraph 2"]
