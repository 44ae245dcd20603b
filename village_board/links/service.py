"""Making and reading links (A28: an opaque id and nothing else)."""

from __future__ import annotations

from dataclasses import replace

from village_board.base.ids import is_id
from village_board.desk import Desk, Records
from village_board.links.model import BotAccount
from village_board.settings import CODE_PLACE, Settings

RECORD = "r_"
BINDING = "b_"
#: Telegram's limit of a start parameter.
PAYLOAD_LIMIT = 64


def bot_username(records: Records, settings: Settings) -> str:
    """Return the bot's public name: the village's setting, else what the bot last said; empty without a bot."""
    if settings.bot_username:
        return settings.bot_username
    accounts = list(records.all(BotAccount))
    return accounts[-1].username if accounts else ""


def record_link(records: Records, settings: Settings, id: str) -> str:  # noqa: A002 - the field's own name
    """Return the address that a QR code of record `id` opens; empty where no target is set (P21)."""
    if settings.qr_target == "address":
        return address_of(settings, id)
    if settings.qr_target != "bot" or not (username := bot_username(records, settings)):
        return ""
    return f"https://t.me/{username}?start={RECORD}{id}"


def board_link(records: Records, settings: Settings) -> str:
    """Return the address that the board's own QR code opens, for pages about no single record; empty without one."""
    if settings.qr_target == "address":
        return settings.qr_address.partition(CODE_PLACE)[0]
    if settings.qr_target != "bot" or not (username := bot_username(records, settings)):
        return ""
    return f"https://t.me/{username}"


def address_of(settings: Settings, id: str) -> str:  # noqa: A002 - the field's own name
    """Return the web page of record `id`; empty where the village has set no address."""
    if not settings.qr_address:
        return ""
    if CODE_PLACE in settings.qr_address:
        return settings.qr_address.replace(CODE_PLACE, id)
    return f"{settings.qr_address.rstrip('/')}/{id}"


def binding_link(records: Records, settings: Settings, code: str) -> str:
    """Return the address by which a one-time code is sent to the bot; empty where the village has none."""
    if settings.qr_target != "bot" or not (username := bot_username(records, settings)):
        return ""
    return f"https://t.me/{username}?start={BINDING}{code}"


def record_of_payload(payload: str) -> str | None:
    """Return the id in the start parameter `payload`, None for anything else."""
    id = payload.removeprefix(RECORD)  # noqa: A001 - the field's own name
    return id if payload.startswith(RECORD) and is_id(id) else None


def binding_code_of_payload(payload: str) -> str | None:
    """Return the binding code in `payload`, None for anything else."""
    return payload.removeprefix(BINDING) if payload.startswith(BINDING) else None


def bot_is_here(desk: Desk, username: str) -> None:
    """Keep the bot's public name, so that the kiosk's QR codes open it."""
    accounts = list(desk.all(BotAccount))
    account = accounts[-1] if accounts else BotAccount(username=username)
    desk.put(replace(account, username=username, seen_at=desk.now))
