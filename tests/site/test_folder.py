"""How a site takes its place in a folder: only what changed, whole at every moment, and nobody else's files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site.pages import broken
from village_board.site import folder
from village_board.site.folder import MANIFEST, write_site
from village_board.site.refusals import AnotherVillage, ForeignFiles, ManifestBroken, SiteBusy, SiteNotWritten

VILLAGE = "wtest234"


def page(*links: str, words: str = "") -> bytes:
    return ("".join(f'<a href="{link}">{words}</a>' for link in links)).encode()


BEFORE = {
    "index.html": page("items/index.html", "c/i2222222/index.html"),
    "items/index.html": page("../c/i2222222/index.html", "../c/i3333333/index.html"),
    "c/i2222222/index.html": page("../../index.html"),
    "c/i3333333/index.html": page("../../index.html", "../../files/at2222222.png"),
    "files/at2222222.png": b"\x89PNG",
}
#: i3 with its file is withdrawn, i4 and i5 are new and lead to each other, i2 says something else.
AFTER = {
    "index.html": page("items/index.html", "c/i4444444/index.html"),
    "items/index.html": page("../c/i2222222/index.html", "../c/i4444444/index.html"),
    "c/i2222222/index.html": page("../../index.html", "../i5555555/index.html"),
    "c/i4444444/index.html": page("../i5555555/index.html"),
    "c/i5555555/index.html": page("../i4444444/index.html"),
}


def standing(out: Path) -> dict[str, bytes]:
    """Return the files of the site in `out`."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if path != MANIFEST and not path.startswith(".")}


def stamps(out: Path) -> dict[Path, tuple[int, int]]:
    """Return what changes when a file is written, even with the same content."""
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in out.rglob("*")}


def test_a_second_export_writes_nothing_and_a_change_only_its_file(tmp_path: Path) -> None:
    """The same files touch nothing, not even the list of them; one change writes that file and the list."""
    # Guard: site/folder.py:_exchange - a stick would be written from end to end every night.
    write_site(tmp_path, VILLAGE, BEFORE.items())
    before = stamps(tmp_path)
    assert write_site(tmp_path, VILLAGE, BEFORE.items()).nothing
    assert {path: seen for path, seen in stamps(tmp_path).items() if path != tmp_path} == {
        path: seen for path, seen in before.items() if path != tmp_path
    }
    done = write_site(tmp_path, VILLAGE, {**BEFORE, "c/i2222222/index.html": b"other"}.items())
    assert (done.new, done.changed, done.removed) == ((), ("c/i2222222/index.html",), ())
    after = stamps(tmp_path)
    changed = {path.name for path in after if path.is_file() and before.get(path) != after[path]}
    assert changed == {"index.html", MANIFEST}


def test_what_is_withdrawn_is_gone_and_its_folder_too(tmp_path: Path) -> None:
    """Neither the page nor its file nor an empty folder stays behind."""
    # Guard: site/folder.py:_remove - what was taken back would still be read from the stick.
    write_site(tmp_path, VILLAGE, BEFORE.items())
    done = write_site(tmp_path, VILLAGE, AFTER.items())
    assert done.removed == ("c/i3333333/index.html", "files/at2222222.png")
    assert standing(tmp_path) == AFTER
    assert not (tmp_path / "c" / "i3333333").exists()
    assert not (tmp_path / "files").exists()
    assert set(json.loads((tmp_path / MANIFEST).read_text("utf-8"))["files"]) == set(AFTER)


def test_a_folder_that_is_new_takes_its_place_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One rename for all the pages of a language, one for a new page in a folder that stands."""
    # Guard: site/folder.py:_Aside._topmost - five thousand pages would be written and then renamed one by one.
    moved: list[str] = []

    def noted(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        return lambda one, to: moved.append(to.relative_to(tmp_path).as_posix()) or real(one, to)  # type: ignore[func-returns-value]

    for name in ("rename", "replace"):
        monkeypatch.setattr(Path, name, noted(getattr(Path, name)))
    pages = {f"{folder}/{n}/index.html": b"x" for folder in ("c", "en/c") for n in range(5)} | {"index.html": b"home"}
    write_site(tmp_path, VILLAGE, pages.items())
    assert moved == [MANIFEST, "c", "en", "index.html"]
    assert standing(tmp_path) == pages
    moved.clear()
    write_site(tmp_path, VILLAGE, {**pages, "c/7/index.html": b"x", "c/7/a.png": b"x", "index.html": b"new"}.items())
    assert moved == [MANIFEST, "c/7", "index.html"]


class Killed(BaseException):
    """The process ends here."""


def dying(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let the process end before its change number `after` of the disk; nothing is tidied up then."""
    left = iter(range(after))

    def counted(name: str) -> None:
        real = getattr(Path, name)

        def act(self: Path, *given: object, **named: object) -> object:
            if next(left, None) is None:
                monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
                raise Killed
            return real(self, *given, **named)

        monkeypatch.setattr(Path, name, act)

    for name in ("rename", "replace", "unlink", "rmdir", "write_bytes"):
        counted(name)


@pytest.mark.parametrize("first", [True, False], ids=["into an empty folder", "over an older site"])
def test_a_kill_between_any_two_files_leaves_a_whole_site(tmp_path: Path, first: bool) -> None:
    """Every file is whole, old or new; from the home no link leads nowhere; the next export finishes the work."""
    # Guard: site/folder.py:_Aside.take_places, _exchange - a changed list leads to pages that are not there yet, or a
    # stopped export takes its own files for somebody else's.
    for step in range(40):
        out = tmp_path / str(step)
        if not first:
            write_site(out, VILLAGE, BEFORE.items())
        with pytest.MonkeyPatch.context() as patch:
            dying(patch, step)
            try:
                write_site(out, VILLAGE, AFTER.items())
            except Killed:
                ended = False
            else:
                ended = True
        found = standing(out)
        assert all(content in (BEFORE.get(path), AFTER.get(path)) for path, content in found.items())
        if "index.html" in found:
            assert broken(found, "index.html") == [], step
        write_site(out, VILLAGE, AFTER.items())
        assert standing(out) == AFTER
        assert not [path.name for path in out.iterdir() if path.name.startswith(".")]
        if ended:
            break
    else:
        pytest.fail("it never came to its end")


@pytest.mark.parametrize("name", ["letter.doc", "c/i2222222/notes.txt", "c/.hidden"])
def test_a_folder_with_foreign_files_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    """A file that no export wrote is named, and nothing is written beside it, before or after an export."""
    # Guard: site/folder.py:_refuse_foreign - somebody's letters would go to the web space with the site.
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(ForeignFiles) as refused:
        write_site(tmp_path, VILLAGE, BEFORE.items())
    assert refused.value.facts["file"] == name
    assert list(standing(tmp_path)) == [name]
    (tmp_path / name).unlink()
    write_site(tmp_path, VILLAGE, BEFORE.items())
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(ForeignFiles):
        write_site(tmp_path, VILLAGE, AFTER.items())
    assert standing(tmp_path) == {**BEFORE, name: b"mine"}


def test_hidden_files_at_the_top_are_a_sticks_own(tmp_path: Path) -> None:
    """What a stick or a web space keeps for itself (.Trash, .htaccess) is neither refused nor touched."""
    (tmp_path / ".Trash-1000").mkdir()
    (tmp_path / ".Trash-1000" / "old").write_text("x")
    (tmp_path / ".htaccess").write_text("x")
    write_site(tmp_path, VILLAGE, BEFORE.items())
    write_site(tmp_path, VILLAGE, AFTER.items())
    assert (tmp_path / ".Trash-1000" / "old").read_text() == "x"


def test_a_link_out_of_the_folder_is_foreign(tmp_path: Path) -> None:
    """A folder that is a link elsewhere is not followed: nothing of ours is written or removed there."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "c").symlink_to(elsewhere)
    with pytest.raises(ForeignFiles):
        write_site(out, VILLAGE, BEFORE.items())
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        "no json",
        '{"made_by": "another program", "village": "wtest234", "files": {}}',
        '{"made_by": "village-board export site", "village": "wtest234", "files": {"../../etc/passwd": ""}}',
    ],
)
def test_a_list_that_is_not_ours_is_refused(tmp_path: Path, said: str) -> None:
    """Nothing is removed on the word of a list that we did not write."""
    # Guard: site/folder.py:_known, _is_inside - a list could name files outside of the folder, to be removed.
    (tmp_path / MANIFEST).write_text(said)
    with pytest.raises(ManifestBroken):
        write_site(tmp_path, VILLAGE, BEFORE.items())
    assert (tmp_path / MANIFEST).read_text() == said


def test_the_site_of_another_village_is_not_replaced(tmp_path: Path) -> None:
    """Two villages that write into one folder would take each other's pages away."""
    write_site(tmp_path, VILLAGE, BEFORE.items())
    with pytest.raises(AnotherVillage):
        write_site(tmp_path, "wother22", AFTER.items())
    assert standing(tmp_path) == BEFORE


def test_two_exports_at_once_do_not_mix(tmp_path: Path) -> None:
    """The second one is told to wait."""

    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b""
        with pytest.raises(SiteBusy):
            write_site(tmp_path, VILLAGE, AFTER.items())

    write_site(tmp_path, VILLAGE, files())
    assert standing(tmp_path) == {"index.html": b""}


def test_a_fault_while_pages_are_made_changes_nothing(tmp_path: Path) -> None:
    """What fails half-way leaves the site as it was."""
    write_site(tmp_path, VILLAGE, BEFORE.items())

    def files() -> Iterator[tuple[str, bytes]]:
        yield from AFTER.items()
        raise LookupError

    with pytest.raises(LookupError):
        write_site(tmp_path, VILLAGE, files())
    assert standing(tmp_path) == BEFORE


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's refusal becomes a sentence, and the site stands as it was."""
    write_site(tmp_path, VILLAGE, BEFORE.items())

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.Path, "write_bytes", full)
    with pytest.raises(SiteNotWritten) as refused:
        write_site(tmp_path, VILLAGE, AFTER.items())
    assert "No space" in str(refused.value.message)
    assert standing(tmp_path) == BEFORE
