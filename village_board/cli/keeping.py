"""verify, backup, restore: whether the records fit the log, and keeping them. None of them changes a record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from village_board.base.codec import from_json
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.kinds import BY_COLLECTION
from village_board.text.clean import clean
from village_board.trust.log import HEAD, LOG
from village_board.trust.verify import Printed

if TYPE_CHECKING:
    from village_board.keeping import Manifest
    from village_board.trust.verify import Misfit, Verdict

MISFIT = 1
# Twelve digits of the root at least: fewer could be met by trying.
_PRINTED = re.compile(r"([1-9][0-9]{0,11})[:：]([0-9a-f]{12,64})")


class FileOrNightly(UsageError):
    """The command needs the name of a file or ``--nightly``, and not both."""

    sentence = N_("Name the file of the backup, or give --nightly: one of the two.")

    def __init__(self) -> None:
        super().__init__()


class FileNeeded(UsageError):
    """A restore into an empty place needs the name of a backup."""

    sentence = N_("Name the file of the backup. Only --replace-damaged finds the last one by itself.")

    def __init__(self) -> None:
        super().__init__()


class PrintedUnreadable(UsageError):
    """What was noted earlier is no number of entries and root."""

    sentence = N_("'{text}' is no earlier check. Write number and root, as 120:3029c2d41b77.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@click.command("verify", cls=Command, help=N_("Check every record against the log and name the first that is off."))
@option("--printed", default="", help=N_("What an earlier check said, as 120:3f9a2c...; the log must still begin so."))
@click.pass_obj
def verify(edge: Edge, printed: str) -> int:
    """Walk the log and the rows."""
    verdict = edge.open().verify(_printed(printed) if printed else None)
    misfit = verdict.misfit
    if edge.as_json:
        edge.give(_verdict_document(edge, verdict))
    elif misfit is None:
        edge.say(
            edge.t("All {rows} records fit the log of {entries} entries.", rows=verdict.rows, entries=verdict.entries)
        )
        edge.say(edge.t("Note this and compare it later: {entries}:{root}", entries=verdict.entries, root=verdict.root))
    else:
        edge.say(
            edge.t(
                "This record does not fit the log: {kind} {title} ({id}): {why}.",
                kind=_kind(misfit),
                title=_title(misfit),
                id=clean(misfit.id),
                why=misfit.why,
            )
        )
        edge.say(
            edge.t("Show this to the oversight committee. A backup from before may hold it: village-board restore")
        )
    return 0 if misfit is None else MISFIT


@click.command("backup", cls=Command, help=N_("Write the whole board into one file, while others work."))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@option("--nightly", is_flag=True, help=N_("Into the board's own folder; old ones make room."))
@click.pass_obj
def backup(edge: Edge, file: Path | None, nightly: bool) -> int:  # noqa: FBT001 - click gives it by name
    """Back the home up."""
    from village_board import keeping  # noqa: PLC0415 - only these commands need it

    if (file is None) != nightly:
        raise FileOrNightly
    board, removed = edge.open(), list[Path]()
    if file is None:
        file, manifest, removed = keeping.back_up_nightly(board)
    else:
        manifest = keeping.back_up(board, file)
    if edge.as_json:
        edge.give({**_manifest_document(file, manifest), "removed": [str(old) for old in removed]})
    else:
        edge.say(
            edge.t("Backup written and restored for a trial: {file}. Keep it safe: it holds secrets.", file=str(file))
        )
        if removed:
            edge.say(edge.t.n("{n} old backup removed.", "{n} old backups removed.", len(removed)))
    return max(_fitting(edge, manifest), tell_lacking(edge, manifest.contents.lacking))


@click.command("restore", cls=Command, help=N_("Make a board from a backup, in a place where none is."))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@option(
    "--replace-damaged",
    is_flag=True,
    help=N_("Put it in the place of a damaged board, by itself the last good one; the old files are put aside."),
)
@click.pass_obj
def restore(edge: Edge, file: Path | None, replace_damaged: bool) -> int:  # noqa: FBT001 - click gives it by name
    """Restore a home."""
    from village_board import keeping  # noqa: PLC0415 - only these commands need it

    home = edge.folder()
    if replace_damaged:
        done = keeping.replace_damaged(home, edge.clock, file)
    elif file is not None:
        done = keeping.restore(home, file)
    else:
        raise FileNeeded
    manifest = done.manifest
    if edge.as_json:
        aside = None if done.aside is None else str(done.aside)
        edge.give({"home": str(home), "aside": aside, **_manifest_document(done.file, manifest)})
    else:
        edge.say(
            edge.t(
                "The board of {name} stands in {home}, as it was at {when}.",
                name=manifest.name,
                home=str(home),
                when=manifest.made_at,
            )
        )
        if done.aside is not None:
            edge.say(edge.t("The damaged files lie in {folder}. Keep them.", folder=str(done.aside)))
    return max(_fitting(edge, manifest), tell_lacking(edge, done.lacking))


def _printed(text: str) -> Printed:
    found = _PRINTED.fullmatch(text.strip().lower())
    if found is None:
        raise PrintedUnreadable(clean(text))
    return Printed(int(found[1]), found[2])


def _fitting(edge: Edge, manifest: Manifest) -> int:
    if manifest.contents.fits:
        return 0
    edge.say(edge.t("A record in it does not fit the log. See which: village-board verify"))
    return MISFIT


def tell_lacking(edge: Edge, lacking: int) -> int:
    """Tell how many files of attachments are missing, and return the exit code."""
    if not lacking:
        return 0
    edge.say(
        edge.t.n(
            "{n} file of an attachment is missing. See which: village-board attach check",
            "{n} files of attachments are missing. See which: village-board attach check",
            lacking,
        )
    )
    return MISFIT


def _manifest_document(file: Path, manifest: Manifest) -> dict[str, Any]:
    return {
        "file": str(file),
        "made_at": manifest.made_at.isoformat(),
        "entries": manifest.contents.entries,
        "root": manifest.contents.root,
        "fits": manifest.contents.fits,
        "attachments": manifest.contents.attachments,
    }


def _verdict_document(edge: Edge, verdict: Verdict) -> dict[str, Any]:
    misfit = verdict.misfit
    return {
        "fits": misfit is None,
        "entries": verdict.entries,
        "rows": verdict.rows,
        "root": verdict.root,
        "first": None
        if misfit is None
        else {
            "collection": misfit.collection,
            "id": misfit.id,
            "title": _title(misfit),
            "why": edge.t.say(misfit.why),
        },
    }


def _kind(misfit: Misfit) -> Message:
    if misfit.collection in (LOG, HEAD):
        return say("log")
    cls = BY_COLLECTION.get(misfit.collection)
    return cls.KIND.label if cls is not None else Message(misfit.collection)


def _title(misfit: Misfit) -> str:
    """Return what a list would call the record, as far as what was done to it leaves that readable."""
    cls = BY_COLLECTION.get(misfit.collection)
    try:
        return clean(from_json(cls, misfit.body).title) if cls is not None and misfit.body else ""
    except Exception:  # noqa: BLE001 - whatever stops the reading, the sentence says what is known
        return ""


COMMANDS = (verify, backup, restore)
