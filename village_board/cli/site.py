"""`export site`: the pages of everything public, for a web space or a USB stick."""

from __future__ import annotations

from pathlib import Path

from village_board.cli.edge import Edge

SITE = "site"


def export_pages(edge: Edge, out: Path) -> None:
    """Write the site into the folder `out`; only what changed is written, what was withdrawn goes."""
    from village_board.site.service import export_site  # noqa: PLC0415 - only this export needs it

    board = edge.open()
    with board.reading() as records:
        done = export_site(records, board.settings, board.home, out)
    if edge.as_json:
        counts = {"new": len(done.new), "changed": len(done.changed), "removed": len(done.removed)}
        edge.give({"folder": str(out), "files": done.files, **counts})
        return
    t = edge.t
    edge.say(
        t.n("The site stands in {out}: {n} file.", "The site stands in {out}: {n} files.", done.files, out=str(out))
    )
    if done.nothing:
        edge.say(t("Nothing has changed since the last export; nothing was written."))
        return
    edge.say(
        t(
            "New {new}, changed {changed}, removed {removed}.",
            new=len(done.new),
            changed=len(done.changed),
            removed=len(done.removed),
        )
    )
    edge.say(t("Open it: {file}", file=str(out / "index.html")))
    if board.settings.qr_target != "address":
        edge.say(t("For codes that open its pages, set qr_target and qr_address in village.toml."))
