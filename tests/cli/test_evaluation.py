"""village-board evaluation: the score with its sentence, slips, and the assembly's appraisal."""

from __future__ import annotations

from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, Run


def test_the_score_says_that_it_is_an_aid(at_home: Run) -> None:
    """P11: the sentence stands above it, in words and in JSON; the clerk does not see it."""
    # Guard: cli/evaluation.py:_lines - the page would be read as the appraisal by law.
    said = at_home("evaluation", "show", "--half", "2026-H1", who=DIRECTOR)
    assert said.code == 0
    assert said.out.splitlines()[0] == "这个得分只供参考，不是法定评议。法定评议只能由会议作出。"
    told = at_home("evaluation", "show", "--half", "2026-H1", "--json", who=OVERSEER).json
    assert told["note"] == said.out.splitlines()[0]
    assert sum(one["weight"] for one in told["indicators"]) == told["weight"] == 100
    assert not told["kept"]
    assert at_home("evaluation", "show", who=CLERK).code == 1
    assert "2026-H1" in at_home("evaluation", "show", "--half", "2026", who=DIRECTOR).err


def test_p22_from_the_slip_to_the_count(at_home: Run) -> None:
    """Printed by the oversight committee, used without a name, counted, refused the second time."""
    codes = at_home("evaluation", "slips", "--count", 2, "--json", who=OVERSEER).json["codes"]
    assert at_home("evaluation", "slips", "--count", 2, who=DIRECTOR).code == 1
    listed = at_home("evaluation", "rate").out
    assert "1  村委会主任" in listed
    assert at_home("evaluation", "rate", codes[0], "1=good", "3=poor").code == 0
    assert at_home("evaluation", "rate", codes[0], "1=good").code == 1
    assert at_home("evaluation", "rate", codes[1], "9=good").code == 2
    (told,) = at_home("evaluation", "ratings", "--json", who=DIRECTOR).json
    assert (told["handed_out"], told["used"], told["counts"]) == (2, 1, [])
    paper = at_home("evaluation", "slips", "--count", 1, who=OVERSEER)
    assert "编码：" in paper.out
    assert codes[1] not in paper.out


def test_two_fails_are_said_with_the_law(at_home: Run) -> None:
    """Recorded by the oversight committee; two in a row are named with article 33."""
    for year in ("2024", "2025"):
        held = ("--held", f"{year}-12-20", "--body", "representatives", "--minutes", "卷3")
        assert at_home("evaluation", "appraisal", "record", "1001=not", *held, who=OVERSEER).code == 0
    said = at_home("evaluation", "appraisal", "list", who=DIRECTOR)
    assert "连续2次评议不称职" in said.out
    assert "村民委员会组织法第三十三条" in said.out
    unclear = ("1001=maybe", "--held", "2026-01-20", "--body", "assembly")
    assert at_home("evaluation", "appraisal", "record", *unclear, who=OVERSEER).code == 2
