"""The demo's voucher pictures: a receipt drawn from the voucher, as the office keeps it and as all may see it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from village_board.accounts.model import Voucher
from village_board.attachments.judging import inspect
from village_board.attachments.model import AttachmentKind, Inspected, Upload
from village_board.attachments.passing import pass_attachment
from village_board.attachments.service import attach, file_limits, mask_attachment
from village_board.base.errors import NotFound
from village_board.base.money import yuan
from village_board.board import Board
from village_board.data_files import data_path
from village_board.people.model import Actor

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_LEFT, _DAY, _NUMBER, _AMOUNT, _ACCOUNT = 330, 200, 300, 400, 585
_LARGE, _SMALL = 56, 40
#: who was paid and where to, and the two signatures: what a masked copy covers.
_COVERED = ((310, 460, 1150, 532), (310, 550, 1150, 622), (150, 645, 600, 740), (740, 645, 860, 740))


def play_picture(board: Board, clerk: Actor, overseer: Actor, row: dict[str, Any]) -> None:
    """Keep the picture of a voucher, and where the scene says so a masked copy that the overseer passed.

    Raises:
        NotFound: no voucher has the scene's summary.
    """
    records = board.records()
    voucher = next((one for one in records.all(Voucher) if one.summary == row["voucher"]), None)
    if voucher is None:
        raise NotFound(Voucher.KIND.label, row["voucher"])
    files, limits = board.attachments, file_limits(records)
    taken, masked = (inspect(Upload(_drawn(voucher, covered=covered), "receipt.png"), limits) for covered in (0, 1))
    with board.desk(clerk) as desk:
        kind, caption = AttachmentKind.VOUCHER, row["caption"]
        original = attach(desk, files, voucher.id, taken, kind=kind, caption=caption)
    if row["masked"]:
        _publish(board, (clerk, overseer), original.id, masked)


def _publish(board: Board, people: tuple[Actor, Actor], original: str, masked: Inspected) -> None:
    clerk, overseer = people
    with board.desk(clerk) as desk:
        copy = mask_attachment(desk, board.attachments, original, masked, "")
    with board.desk(overseer) as desk:
        pass_attachment(desk, board.attachments, copy.id)


def _drawn(voucher: Voucher, *, covered: int) -> bytes:
    """Return the receipt of `voucher` as PNG: the form is shipped, figures are drawn with the decoder's own type."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only where the demo is made

    with Image.open(data_path("demo", "content", "receipt.png")) as form:
        paper = form.convert("L")
    draw = ImageDraw.Draw(paper)
    _write(draw, _DAY, voucher.dated.strftime("%Y-%m-%d"), _LARGE)
    _write(draw, _NUMBER, voucher.number.rpartition("-")[2], _LARGE)
    _write(draw, _AMOUNT, yuan(voucher.money_in or voucher.money_out), _LARGE)
    _write(draw, _ACCOUNT, "0000 0000 0000 0000", _SMALL)
    for box in _COVERED[: len(_COVERED) * covered]:
        draw.rectangle(box, fill=0)
    out = BytesIO()
    paper.quantize(8).save(out, "PNG")
    return out.getvalue()


def _write(draw: ImageDraw, at: int, words: str, size: int) -> None:
    from PIL import ImageFont  # noqa: PLC0415

    draw.text((_LEFT, at), words, font=ImageFont.load_default(size), fill=0, anchor="lm")
