"""The library's bot, with updates as they come: one that cannot be read must not hold up the others."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.pace import Pace

#: Telegram's own address.
TELEGRAM = "https://api.telegram.org/bot"
#: Seconds for which Telegram holds a question for updates, and by how much longer we wait for it.
HOLD, GRACE = 25, 10
ALLOWED = ("message", "callback_query", "channel_post", "my_chat_member")
LIMIT = 50
_CONNECT, _READ = 10.0, 20.0
_POOL = 16


_PLAIN = {"is_disabled": True}


class VillageBot(ExtBot[int]):
    """A bot that asks for updates itself."""

    async def raw_updates(self, offset: int | None) -> list[dict[str, Any]]:
        """Return the next updates from `offset` on, unread; waits for one up to `HOLD` seconds."""
        data: dict[str, Any] = {"timeout": HOLD, "limit": LIMIT, "allowed_updates": list(ALLOWED)}
        if offset is not None:
            data["offset"] = offset
        found: Any = await self._post("getUpdates", data, read_timeout=HOLD + GRACE)
        return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]

    async def press_answered(self, query: str, text: str = "") -> None:
        """Answer a press; with `text` that is shown over the chat. What Telegram answers is read no further."""
        data = {"callback_query_id": query} | ({"text": text, "show_alert": True} if text else {})
        await self._post("answerCallbackQuery", data)

    async def text_replaced(self, chat: int, message: int, text: str, buttons: list[list[dict[str, str]]]) -> None:
        """Put `text` and `buttons` in the place of a message. What Telegram answers is read no further."""
        data: dict[str, Any] = {"chat_id": chat, "message_id": message, "text": text, "link_preview_options": _PLAIN}
        if buttons:
            data["reply_markup"] = {"inline_keyboard": buttons}
        await self._post("editMessageText", data)

    def read_update(self, raw: dict[str, Any]) -> Update | None:
        """Return the update in `raw`; None where it cannot be read."""
        try:
            return Update.de_json(raw, self)
        except Exception:  # noqa: BLE001 - the library raises whatever the first wrong field leads to
            return None


def telegram_bot(token: str, api_base: str = "", pace: Pace | None = None) -> VillageBot:
    """Return a bot that talks over the network. A small pool: more connections at once are slower."""
    return VillageBot(
        token,
        base_url=api_base or TELEGRAM,
        base_file_url=f"{(api_base or TELEGRAM).removesuffix('/bot')}/file/bot",
        request=HTTPXRequest(connection_pool_size=_POOL, connect_timeout=_CONNECT, read_timeout=_READ),
        get_updates_request=HTTPXRequest(connection_pool_size=1, connect_timeout=_CONNECT, read_timeout=HOLD + GRACE),
        rate_limiter=pace or Pace(),
    )


def scripted_bot(request: BaseRequest, token: str = "1:simulated") -> VillageBot:  # noqa: S107 - no secret
    """Return a bot over another transport: the terminal's, or a test's."""
    return VillageBot(token, request=request, get_updates_request=request)
