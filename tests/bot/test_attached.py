"""P13 in the bot: a card names the public files of its record; none is sent, none of the office's is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answers.cards import opened
from bot.asking import Asking
from tests.support.builders import a_voucher, keep
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.i18n import translator

FILE = Attachment(subject="", kind=AttachmentKind.PHOTO, caption="路灯照片", sha256="cd" * 32, size=2048,
                  media_type=MediaType.PNG)  # fmt: skip
ITEM = Item(number="GK-1", name="路灯公示", content="十盏", status=ItemStatus.PUBLISHED, published_on=date(2026, 3, 5))


def card(board: Board, id_: str) -> str:
    """Return what the bot says of a record."""
    return opened(Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, (id_,))).text


def test_p13_a_card_names_what_is_public_and_an_earlier_copy(board: Board) -> None:
    """Caption, kind, KB and short sum of both copies, and that they lie in the office."""
    # Guard: bot/answers/cards.py:_files - what was passed for the public is nowhere to be found in a chat.
    (item,) = keep(board, ITEM)
    (first,) = keep(board, replace(FILE, subject=item.id, visibility=Visibility.PUBLIC))
    keep(board, replace(FILE, subject=item.id, sha256="ef" * 32, replaces=first.id, visibility=Visibility.PUBLIC))
    said = card(board, item.id)
    assert "路灯照片（照片，2KB，校验码efefefefefef）" in said.replace(" ", "")
    assert "旧件：路灯照片（照片，2KB，校验码cdcdcdcdcdcd）" in said.replace(" ", "")
    assert "村委会查看" in said


def test_p13_a_card_does_not_name_the_offices_files(board: Board) -> None:
    """Internal and unpassed copies stay unnamed; the original is in the hall, and a voucher says so once."""
    (item, voucher) = keep(board, ITEM, a_voucher("记-1", date(2026, 3, 5), ("51302", 100, 0), ("101", 0, 100)))
    for subject in (item.id, voucher.id):
        keep(board, replace(FILE, subject=subject), replace(FILE, subject=subject, visibility=Visibility.MASKED))
    assert "路灯照片" not in card(board, item.id) + card(board, voucher.id)
    assert "原件" in card(board, item.id)
    assert (card(board, voucher.id).count("原始凭证可"), "原件" in card(board, voucher.id)) == (1, False)
