"""P13 in the bot: a button of the card sends the masked picture, through a server as strict as Telegram's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from telegram import Update

import bot.answers.files as sent_files
from bot.core import Core
from bot.handlers.wiring import application
from bot.transport import telegram_bot
from tests.support.bot_api import TOKEN, BotApi, Fault, Sent
from tests.support.builders import a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.model import Voucher
from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.board import Board, found_board, open_board

CHAT, DAY = 7, date(2026, 3, 5)
FILE = Attachment(subject="", kind=AttachmentKind.VOUCHER, caption="电费发票", sha256="", size=0,
                  file_name="张三身份证.png", media_type=MediaType.PNG, visibility=Visibility.PUBLIC,
                  original="at234567")  # fmt: skip


def picture(size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    """Return a picture."""
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of a board of its own: files need one."""
    board = found_board(tmp_path / "home", name="桃溪村", township="清水镇", demo="2026-03-05", clock=GivenClock(DAY))
    board.close()
    return tmp_path / "home"


class Chat:
    """A villager's chat with a bot over the network."""

    def __init__(self, board: Board, api: BotApi) -> None:
        self.board, self.api = board, api
        self.core = Core(board)
        self.bot = telegram_bot(TOKEN, api.base)
        self.app = application(self.bot, self.core)
        self.offset: int | None = None

    def attached(self, content: bytes, summary: str = "修路灯", **more: object) -> tuple[Voucher, Attachment]:
        """Keep a file with a voucher."""
        (voucher,) = keep(self.board, a_voucher("记-1", DAY, ("513", 12_345, 0), ("101", 0, 12_345), summary=summary))
        sha = AttachmentStore(self.board.home).keep(content)
        (kept,) = keep(self.board, replace(FILE, subject=voucher.id, sha256=sha, size=len(content), **more))
        return voucher, kept

    async def press(self, data: str) -> Sent:
        """Press a button, and return what came last."""
        self.api.press(CHAT, data)
        for raw in await self.bot.raw_updates(self.offset):
            self.offset = raw["update_id"] + 1
            await self.app.process_update(Update.de_json(raw, self.bot))
        return self.api.sent(CHAT)[-1]


@pytest.fixture
async def chat(home: Path, api: BotApi) -> AsyncIterator[Chat]:
    """A chat with the bot of that board."""
    board = open_board(home, clock=GivenClock(DAY))
    made = Chat(board, api)
    await made.app.initialize()
    made.core.bot = made.bot.id
    yield made
    await made.app.shutdown()
    made.core.close()
    board.close()


@pytest.mark.parametrize(("kind", "media", "way"), [
    ("PNG", MediaType.PNG, "photo"),
    ("JPEG", MediaType.JPEG, "photo"),
    ("WEBP", MediaType.WEBP, "document"),
])  # fmt: skip
async def test_p13_the_masked_picture_comes_with_what_it_is(chat: Chat, kind: str, media: MediaType, way: str) -> None:
    """One tap from the card: the bytes, under a name that names nobody, with number and short code."""
    # Guard: bot/handlers/files.py:button - the picture that was masked for all is seen by nobody at home.
    voucher, kept = chat.attached(picture(kind=kind), media_type=media)
    card = await chat.press(f"r:{voucher.id}")
    button = dict(card.buttons)["电费发票（已遮挡）"]
    sent = await chat.press(button)
    assert (sent.kind, sent.file) == (way, picture(kind=kind))
    assert sent.file_name.startswith(voucher.id)
    for said in ("电费发票（已遮挡）", "凭证照片", "修路灯", "记-1", voucher.id, "已遮挡", "123.45"):
        assert said in sent.text
    assert "张三" not in sent.text + sent.file_name
    back = await chat.press(dict(sent.buttons)["返回"])
    assert (back.kind, back.edited) == ("text", False)
    assert "修路灯" in back.text
    assert kept.id in button


@pytest.mark.parametrize(
    "more", [{"original": ""}, *({"visibility": one} for one in Visibility if one is not Visibility.PUBLIC)]
)
async def test_p13_what_is_not_masked_and_passed_is_never_sent(chat: Chat, more: dict[str, object]) -> None:
    """No button leads there, and the button of somebody who knows the id opens nothing."""
    # Guard: attachments/opening.py:public_file - whoever guesses an id gets the bank card.
    voucher, kept = chat.attached(picture(), **more)
    card = await chat.press(f"r:{voucher.id}")
    assert not [data for _, data in card.buttons if data.startswith("pf:")]
    answer = await chat.press(f"pf:{kept.id}")
    assert answer.kind == "text"
    assert "打不开" in answer.text


async def test_a_caption_stays_within_telegrams_limit(chat: Chat) -> None:
    """However long the summary: number, day and short code stay, in at most 1,024 units, and nothing is active."""
    voucher, kept = chat.attached(picture(), summary="𠮷" * 900 + " http://evil.example @x /stop")
    sent = await chat.press(f"pf:{kept.id}")
    assert sent.kind == "photo"
    assert sent.text.rstrip().endswith(voucher.id)
    assert "记-1" in sent.text
    assert "http://" not in sent.text


async def test_a_picture_that_telegram_does_not_take_goes_as_a_file(chat: Chat, api: BotApi) -> None:
    """Too long a strip is a document at once; one that is refused as a picture is sent as a document after all."""
    _, kept = chat.attached(picture((1, 30)))
    assert (await chat.press(f"pf:{kept.id}")).kind == "document"
    _, other = chat.attached(picture((41, 30)))
    api.fail("sendPhoto", Fault.status(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    assert (await chat.press(f"pf:{other.id}")).kind == "document"


async def test_a_file_too_large_is_told_and_not_sent(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a picture's size it is a file; above a file's size the chat says where it can be seen."""
    # Guard: bot/answers/files.py:sending - the server refuses, and the villager hears nothing.
    _, kept = chat.attached(picture())
    monkeypatch.setattr(sent_files, "PHOTO_BYTES", 10)
    assert (await chat.press(f"pf:{kept.id}")).kind == "document"
    monkeypatch.setattr(sent_files, "FILE_BYTES", 10)
    answer = await chat.press(f"pf:{kept.id}")
    assert answer.kind == "text"
    assert "太大" in answer.text


async def test_a_file_that_was_changed_is_not_sent(chat: Chat) -> None:
    """What lies on the disk is compared with what was passed."""
    _, kept = chat.attached(picture())
    AttachmentStore(chat.board.home).path_of(kept.sha256).write_bytes(picture((9, 9)))
    answer = await chat.press(f"pf:{kept.id}")
    assert answer.kind == "text"
    assert "现在打不开" in answer.text
    assert str(chat.board.home) not in answer.text
