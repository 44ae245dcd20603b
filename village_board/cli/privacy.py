"""village-board check-privacy: what a paper must not show, before it is published. It needs no board."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from village_board.base.message import N_, Message
from village_board.cli.edge import FINDINGS, Edge
from village_board.cli.words import Command, option
from village_board.privacy.model import Hit, IdentityMask, Policy
from village_board.privacy.words import KIND_WORDS, SEVERITY_WORDS


@click.command(
    "check-privacy", cls=Command, help=N_("Look for personal data in a paper; exit 1 where it must not be published.")
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--common-mask", is_flag=True, help=N_("Hide only the birth date of identity numbers."))
@option("--names-in-relief", is_flag=True, help=N_("The rule of this relief asks for whole names."))
@click.pass_obj
def check_privacy(edge: Edge, file: Path, *, common_mask: bool, names_in_relief: bool) -> int:
    """Print each hit with its place and the mask that is proposed; never the value itself."""
    from village_board.interchange.papers import read_paper  # noqa: PLC0415 - its patterns are slow to build
    from village_board.privacy.gate import blocks, gate  # noqa: PLC0415

    identity = IdentityMask.COMMON if common_mask else IdentityMask.STRICT
    hits = gate(read_paper(file), Policy(identity=identity, names_in_relief=names_in_relief))
    if edge.as_json:
        edge.give([_document(edge, hit) for hit in hits])
    else:
        _tell(edge, hits)
    return FINDINGS if blocks(hits) else 0


def _tell(edge: Edge, hits: tuple[Hit, ...]) -> None:
    t = edge.t
    if not hits:
        edge.say(t("Nothing personal was found. A person still looks at it before it is published."))
        return
    for hit in hits:
        facts = {
            "place": hit.place.words,
            "kind": Message(KIND_WORDS[hit.kind]),
            "severity": Message(SEVERITY_WORDS[hit.severity]),
        }
        edge.say(t("{place}: {kind}, {severity}", **facts) + _proposed(edge, hit))
    edge.say("")
    for reason in dict.fromkeys(t.say(hit.reason) for hit in hits):
        edge.say(reason)


def _proposed(edge: Edge, hit: Hit) -> str:
    if hit.mask is None:
        return ""
    if not hit.mask:
        return edge.t(" (leave it out)")
    return edge.t(" (write {mask})", mask=hit.mask)


def _document(edge: Edge, hit: Hit) -> dict[str, Any]:
    say = edge.t.say
    return {
        "kind": hit.kind.value,
        "severity": hit.severity.value,
        "place": say(hit.place.words),
        "block": hit.place.block,
        "row": hit.place.row,
        "cell": hit.place.cell,
        "start": hit.start,
        "end": hit.end,
        "shown": hit.shown,
        "mask": hit.mask,
        "reason": say(hit.reason),
    }


COMMANDS = (check_privacy,)
