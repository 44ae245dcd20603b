"""village-board proofread: a paper is read without any board, and nothing is stopped."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, program

__all__ = ["program"]
LINE = "全年共受理申请7件，其中当面2件，信函1件，网上5件。"


def test_each_remark_is_told_with_its_place_and_nothing_is_stopped(program: Run, tmp_path: Path) -> None:
    """Kind, reason, place and words; exit 0 (issue 6.6)."""
    # Guard: village_board/cli/proofread.py:proofread - a remark of a machine would stop a publication.
    (tmp_path / "report.txt").write_text(f"工作报告\n{LINE}\n— 1 —\n", encoding="utf-8")
    said = program("proofread", tmp_path / "report.txt")
    assert said.code == 0
    assert "前后矛盾：分项相加为8，总数写的是7件。请重新核算。" in said.out
    assert "第2段：7件，其中当面2件，信函1件，网上5件" in said.out
    assert said.out.index("前后矛盾") < said.out.index("文字损坏")
    assert "不影响公开" in said.out


def test_json_has_kind_place_span_and_reason(program: Run, tmp_path: Path) -> None:
    """`--json`: one array, each with kind, place, start, end, text, reason, original, restored, certainty."""
    (tmp_path / "report.md").write_text(f"{LINE}\n\n村委会建立資料庫。\n", encoding="utf-8")
    first, second = program("proofread", tmp_path / "report.md", "--json").json
    assert (first["kind"], first["start"], first["end"]) == ("contradiction", 7, len(LINE) - 1)
    assert first["text"] == LINE[7:-1]
    assert (first["place"], first["reason"]) == ("第1段", "分项相加为8，总数写的是7件。请重新核算。")
    assert (second["kind"], second["original"], second["certainty"]) == ("wording", "資料庫", "certain")


def test_a_paper_in_which_nothing_is_found(program: Run, tmp_path: Path) -> None:
    """That is said, with the reminder that a person reads it too; a file that is not there is an error."""
    (tmp_path / "clean.csv").write_text("项目,金额\n水费,10\n电费,20\n合计,30\n", encoding="utf-8")
    said = program("proofread", tmp_path / "clean.csv")
    assert said.code == 0
    assert "仍须有人通读" in said.out
    assert program("proofread", tmp_path / "absent.txt").code > 0
