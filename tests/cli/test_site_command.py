"""`export site` as a clerk types it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_export_site_tells_what_it_wrote_and_the_second_time_nothing(at_home: Run, tmp_path: Path) -> None:
    """No PIN is asked: it is public. The counts agree with the folder; a foreign file is named, with exit code 1."""
    out = tmp_path / "stick"
    said = at_home("export", "site", "--out", out, "--json")
    files = [path for path in out.rglob("*") if path.is_file()]
    assert said.json["files"] == said.json["new"] == len(files) - 1  # the list of them is no page
    assert (out / "index.html").is_file()
    again = at_home("export", "site", "--out", out)
    assert again.code == 0
    assert "没有写入任何文件" in again.out
    (out / "letter.doc").write_text("mine")
    refused = at_home("export", "site", "--out", out)
    assert refused.code == 1
    assert "letter.doc" in refused.err


def test_options_of_other_formats_are_refused(at_home: Run, tmp_path: Path) -> None:
    """`--minutes` names people, and a site names none."""
    assert at_home("export", "site", "--out", tmp_path / "out", "--minutes").code == 2
    assert not (tmp_path / "out").exists()
