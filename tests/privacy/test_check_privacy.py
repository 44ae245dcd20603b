"""village-board check-privacy: a paper is looked at without any board."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, program
from village_board.interchange.writing import write_workbook

__all__ = ["program"]
IDENTITY, CARD = "320583199001010010", "6217001234567890122"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    rows = f"姓名,身份证号,一卡通号\n张三,{IDENTITY},{CARD}\n"
    (tmp_path / "list.csv").write_text(rows, encoding="gb18030")
    (tmp_path / "notice.txt").write_text(f"公示\n张三 {IDENTITY}\n", encoding="utf-8")
    table = f"# 公示\n\n| 姓名 | 身份证号 |\n|---|---|\n| 张三 | {IDENTITY} |\n"
    (tmp_path / "notice.md").write_text(table, encoding="utf-8")
    (tmp_path / "clean.csv").write_text("合同编号,承包人\nHT-2026-001,张三\n", encoding="utf-8")
    write_workbook(tmp_path / "list.xlsx", [("名单", ["姓名", "身份证号"], [["张三", IDENTITY]])])
    return tmp_path


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("list.csv", "第2行“身份证号”列"),
        ("list.xlsx", "名单：第2行“身份证号”列"),
        ("notice.md", "第2行“身份证号”列"),
        ("notice.txt", "第2段"),
    ],
)
def test_every_file_tells_its_places_and_no_raw_value(program: Run, papers: Path, name: str, place: str) -> None:
    """CSV, XLSX, Markdown and text: place, kind and mask are printed, the value never; exit 1."""
    # Guard: village_board/cli/privacy.py:_tell - the output of the check is itself a leak.
    said = program("check-privacy", papers / name)
    assert said.code == 1
    assert f"{place}：身份证号，不能公开（改为 320*************10）" in said.out
    assert IDENTITY not in said.out + said.err
    assert CARD not in said.out + said.err


def test_json_is_one_array(program: Run, papers: Path) -> None:
    """`--json`: each hit with kind, severity, place, span, mask and reason."""
    hits = program("check-privacy", papers / "list.csv", "--json").json
    assert [(hit["kind"], hit["severity"], hit["row"], hit["cell"], hit["mask"]) for hit in hits] == [
        ("identity_number", "block", 1, 1, "320*************10"),
        ("bank_card", "block", 1, 2, "***************0122"),
    ]


def test_a_clean_paper_exits_with_0(program: Run, papers: Path) -> None:
    """Nothing found is said, with the reminder that a person looks too."""
    said = program("check-privacy", papers / "clean.csv")
    assert said.code == 0
    assert "仍须有人看过" in said.out
    assert program("check-privacy", papers / "clean.csv", "--json").json == []


def test_a_file_that_is_none_is_one_sentence(program: Run, tmp_path: Path) -> None:
    """A missing file, a folder and a workbook called text are refused in one sentence."""
    (tmp_path / "odd.txt").write_bytes(b"PK\x03\x04 and more")
    for name in ("missing.txt", ".", "odd.txt"):
        said = program("check-privacy", tmp_path / name)
        assert said.code != 0
        assert said.err.count("\n") == 1


def test_the_masks_are_chosen_by_options(program: Run, papers: Path) -> None:
    """`--common-mask` hides the birth date only."""
    said = program("check-privacy", papers / "notice.txt", "--common-mask")
    assert "320583********0010" in said.out
