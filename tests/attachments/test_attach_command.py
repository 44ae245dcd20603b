"""village-board attach: what a clerk types and reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attachments.making import jpeg, pdf
from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, Run, at_home, home, opened, program, template
from village_board.attachments.files import AttachmentStore

__all__ = ["at_home", "home", "opened", "program", "template"]


@pytest.fixture
def subject(at_home: Run) -> str:
    """The id of a public voucher."""
    return str(at_home("list", "vouchers", "--json").json[0]["id"])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a photograph, its masked copy, and a PDF that calls itself a picture."""
    (tmp_path / "收据.jpg").write_bytes(jpeg())
    (tmp_path / "遮盖.pdf").write_bytes(pdf())
    (tmp_path / "假.png").write_bytes(pdf())
    return tmp_path


def added(at_home: Run, subject: str, files: Path) -> str:
    """Attach the photograph of a voucher and return its id."""
    said = at_home(
        "attach", "add", subject, files / "收据.jpg", "--kind", "voucher", "--caption", "收据照片", "--json", who=CLERK
    )
    assert said.code == 0, said.err
    assert (said.json["visibility"], said.json["kind"], said.json["title"]) == ("internal", "attachment", "收据照片")
    return str(said.json["id"])


def test_p13_the_whole_way_of_a_voucher_picture(at_home: Run, subject: str, files: Path) -> None:
    """Given, refused for the public, masked, passed by a second person, shown, taken back."""
    original = added(at_home, subject, files)
    state = at_home("attach", "list", subject, "--public", "--json").json
    assert (state["shown"], state["in_hall"]) == ([], 1)
    assert state["message"]
    refused = at_home("attach", "pass", original, who=OVERSEER)
    assert (refused.code, original in refused.err) == (1, True)
    copy = at_home("attach", "mask", original, files / "遮盖.pdf", "--json", who=DIRECTOR).json
    assert (copy["original"], copy["visibility"]) == (original, "masked")
    assert at_home("attach", "pass", copy["id"], who=DIRECTOR).code == 1
    assert at_home("attach", "pass", copy["id"], "--json", who=OVERSEER).json["visibility"] == "public"
    state = at_home("attach", "list", subject, "--public", "--json").json
    assert [one["id"] for one in state["shown"]] == [copy["id"]]
    assert not {"file_name", "uploaded_by"} & set(state["shown"][0])
    assert state["message"] == ""
    assert at_home("attach", "withdraw", copy["id"], "--reason", "遮得不够", who=CLERK).code == 0
    assert at_home("attach", "list", subject, "--public", "--json").json["shown"] == []
    both = at_home("attach", "list", subject, "--json").json
    assert [one["visibility"] for one in both] == ["internal", "withdrawn"]
    for one in both:
        assert at_home("show", one["id"], "--json").json == one
        assert at_home("show", one["id"]).code == 0


def test_a_file_comes_out_as_it_was_kept(at_home: Run, subject: str, files: Path, home: Path) -> None:
    """Under a new name only; one that was changed does not come out."""
    original = added(at_home, subject, files)
    out = files / "out.jpg"
    done = at_home("attach", "get", original, "--out", out, "--json")
    assert done.code == 0
    assert out.read_bytes() == AttachmentStore(home).path_of(done.json["sha256"]).read_bytes()
    assert at_home("attach", "get", original, "--out", out).code == 1
    AttachmentStore(home).path_of(done.json["sha256"]).write_bytes(b"forged")
    assert at_home("attach", "get", original, "--out", files / "other.jpg").code == 1
    assert not (files / "other.jpg").exists()
    assert at_home("attach", "get", original, "--out", files / "no" / "folder.jpg").code == 1


def test_check_names_what_is_wrong_and_mends_it_from_the_night(
    at_home: Run, subject: str, files: Path, home: Path
) -> None:
    """Exit code 1 with findings; with --mend the nightly backup's copy takes its place."""
    original = added(at_home, subject, files)
    assert at_home("attach", "check").code == 0
    assert at_home("backup", "--nightly").code == 0
    (sha,) = AttachmentStore(home).contents()
    AttachmentStore(home).path_of(sha).write_bytes(b"forged")
    found = at_home("attach", "check", "--json")
    assert (found.code, [one["id"] for one in found.json]) == (1, [original])
    assert at_home("attach", "check", "--mend").code == 0
    assert at_home("attach", "check", "--json").json == []
    AttachmentStore(home).keep(b"orphan")
    assert at_home("attach", "sweep", "--json").json == {"removed": 1}


@pytest.mark.parametrize("name", ["假.png", "没有.pdf"])
def test_a_file_that_is_not_kept_is_refused_before_a_pin_is_asked_for(
    at_home: Run, subject: str, files: Path, home: Path, name: str
) -> None:
    """One sentence with its name; nothing lies in the home."""
    said = at_home("attach", "add", subject, files / name, "--kind", "plan", "--caption", "x", "--as", CLERK)
    assert (said.code, name in said.err) == (1, True)
    assert not (home / "attachments").exists()


def test_backup_and_restore_say_how_many_files_are_lacking(
    at_home: Run, program: Run, subject: str, files: Path, home: Path
) -> None:
    """Exit code 1, so that a nightly job is noticed."""
    added(at_home, subject, files)
    (sha,) = AttachmentStore(home).contents()
    AttachmentStore(home).path_of(sha).unlink()
    said = at_home("backup", files / "b.zip", "--json")
    assert (said.code, said.json["attachments"]) == (1, 1)
    assert program("restore", files / "b.zip", "--home", files / "new").code == 1
    assert at_home("export", "archive", "--out", files / "a", "--json").json["lacking"] == 1
