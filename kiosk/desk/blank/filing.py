"""The file picker: folders and files of this machine, the newest files first (P19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.browse.rows import Row, Rows
from kiosk.desk.fields import LineField
from kiosk.widgets.painted import Painted

if TYPE_CHECKING:
    from textual import events

    from village_board.i18n import Translator

#: files and folders of one folder that are shown.
_MOST = 2000
_KIB = 1024


def entries(folder: Path, t: Translator) -> list[Row]:
    """Return what lies in `folder`: the folder above, folders by name, files from the newest; hidden ones are not.

    Raises:
        OSError: the system refuses.
    """
    folders: list[Path] = []
    files: list[tuple[float, Path, int]] = []
    found = sorted(islice((one for one in folder.iterdir() if not one.name.startswith(".")), _MOST + 1))
    for one in found[:_MOST]:
        try:
            state = one.stat()
        except OSError:  # a link that leads nowhere, a file that just went away
            continue
        if one.is_dir():
            folders.append(one)
        else:
            files.append((state.st_mtime, one, state.st_size))
    rows = [Row(str(folder.parent), "..", t("folder above"))] if folder.parent != folder else []
    rows += [Row(str(one), f"{one.name}/", t("folder")) for one in sorted(folders)]
    rows += [
        Row(str(one), one.name, _about(t, when, size)) for when, one, size in sorted(files, key=lambda file: -file[0])
    ]
    more = [Row("", t("There are more: only {n} are shown.", n=_MOST))] if len(found) > _MOST else []
    return rows + more


def _about(t: Translator, when: float, size: int) -> str:
    weight = t("{n} KB", n=max(round(size / _KIB), 1))
    return f"{weight}  {t.moment(datetime.fromtimestamp(when, UTC))}"


class FilesScreen(DeskScreen):
    """Choosing a file; `put` is told its path. It begins where the last file lay, else in the user's own folder."""

    def __init__(self, name: str, value: str, put: Callable[[str], None]) -> None:
        super().__init__()
        self._name_of_field = name
        self._put = put
        self._typed = _folder_there(value.strip("'\""))
        self.folder = self._typed.parent.absolute() if self._typed is not None else Path.home()

    def title_words(self) -> str:
        """Say where one looks."""
        return self.t("{label}: {folder}", label=self._name_of_field, folder=str(self.folder))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the picker."""
        t = self.t
        return [("↑↓", t("Choose")), ("Enter", t("Open")), ("←", t("Folder above")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the search line and the list."""
        with Vertical(id="listing"):
            with Horizontal(classes="field finding"):
                yield Painted(lambda _w, _h: [((self.t("Find"), "ink"),)], classes="label")
                yield LineField(id="find", limit=80)
            yield Rows(numbered=False)

    def on_mount(self) -> None:
        """Show the first folder."""
        if self._typed is None and self.desk.last_folder is not None:
            self.folder = self.desk.last_folder
        self.show_folder(self.folder)
        self.query_one(Rows).focus()

    def show_folder(self, folder: Path) -> None:
        """Show what lies in `folder`; where that is refused, say so and stay."""
        try:
            rows = entries(folder, self.t)
        except OSError as error:
            why = error.strerror or type(error).__name__
            self.tell(self.t("{folder} cannot be read: {why}", folder=str(folder), why=why))
            return
        self.folder = folder
        self.tell("")
        self.query_one("#find", LineField).value = ""
        shown = self.query_one(Rows)
        shown.fill(rows)
        shown.at = min(1, max(len(rows) - 1, 0))
        shown.refresh()
        self.query_one("#desk-title").refresh()

    @on(Input.Changed, "#find")
    def _find(self, event: Input.Changed) -> None:
        self.query_one(Rows).search(event.value)

    @on(Input.Submitted, "#find")
    def _take_first(self) -> None:
        self.query_one(Rows).choose()

    @on(Rows.Chosen)
    def _take(self, event: Rows.Chosen) -> None:
        path = Path(event.row.id)
        if path.is_dir():
            self.show_folder(path)
            self.query_one(Rows).focus()
            return
        self.desk.last_folder = path.parent
        self.desk.leave(self)
        self._put(str(path))

    def on_key(self, event: events.Key) -> None:
        """Go to the folder above, search with F4, go back with Escape."""
        typing = isinstance(self.focused, LineField)
        if event.key == "escape":
            self.desk.leave(self)
        elif event.key in ("left", "backspace") and not typing:
            self.show_folder(self.folder.parent)
        elif event.key == "f4":
            self.query_one("#find").focus()
        elif event.key == "down" and typing:
            self.query_one(Rows).focus()
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()


def _folder_there(text: str) -> Path | None:
    """Return the path that was typed, if its folder is there."""
    try:
        path = Path(text).expanduser()
        return path if text.strip() and path.parent.is_dir() else None
    except (OSError, ValueError, RuntimeError):
        return None
