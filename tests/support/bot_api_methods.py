"""The methods of the Bot API: each takes its own parameters and no other, and refuses as Telegram does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.support.bot_api_fields import (
    ANSWER,
    CAPTION,
    FILE_BYTES,
    JSON,
    PHOTO_BYTES,
    TEXT,
    Fields,
    Refused,
)
from tests.support.bot_api_state import Sent

if TYPE_CHECKING:
    from tests.support.bot_api_core import Telegram

BOT_ID = 1
USERNAME = "village_test_bot"
#: Parameters that change nothing that is looked at.
_QUIET = ("disable_notification", "protect_content", "allow_sending_without_reply", "message_thread_id")
_LANGUAGE = re.compile(r"([a-z]{2})?")


def chat_of(number: int) -> JSON:
    """Return the chat with this number: of one person, of a group, or a channel (or large group)."""
    if number >= 0:
        return {"id": number, "type": "private"}
    kind = "supergroup" if number <= -1_000_000_000_000 else "group"
    return {"id": number, "type": kind, "title": f"G{-number}"}


def user_of(number: int) -> JSON:
    """Return the person with this number."""
    return {"id": number, "is_bot": False, "first_name": f"U{number}"}


def get_me(api: Telegram, data: Fields) -> JSON:
    """Say who the bot is."""
    data.done()
    return {"id": BOT_ID, "is_bot": True, "first_name": "Village", "username": USERNAME}


def send_message(api: Telegram, data: Fields) -> JSON:
    """Accept a message."""
    chat, text = data.integer("chat_id"), data.text("text", TEXT)
    preview = data.json("link_preview_options", {})
    return _accepted(api, data, chat, text, preview_off=bool(preview.get("is_disabled")))


def send_photo(api: Telegram, data: Fields) -> JSON:
    """Accept a picture of at most 10 MB."""
    chat, photo, caption = data.integer("chat_id"), data.upload("photo", PHOTO_BYTES), _caption(data)
    if not photo.content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    made = _accepted(api, data, chat, caption, kind="photo", file=photo.content, file_name=photo.name)
    sizes = [{"file_id": api.keep_file(photo.content), "file_unique_id": "u", "width": 1, "height": 1}]
    return made | {"photo": sizes, "caption": caption}


def send_document(api: Telegram, data: Fields) -> JSON:
    """Accept a file of at most 50 MB."""
    return _file(api, data, "document")


def send_voice(api: Telegram, data: Fields) -> JSON:
    """Accept a voice note."""
    return _file(api, data, "voice")


def send_audio(api: Telegram, data: Fields) -> JSON:
    """Accept a sound file."""
    data.drop("title", "performer")
    return _file(api, data, "audio")


def _file(api: Telegram, data: Fields, kind: str) -> JSON:
    chat, upload, caption = data.integer("chat_id"), data.upload(kind, FILE_BYTES), _caption(data)
    data.drop("disable_content_type_detection", "duration")
    made = _accepted(api, data, chat, caption, kind=kind, file=upload.content, file_name=upload.name)
    held: JSON = {"file_id": api.keep_file(upload.content), "file_unique_id": "u"}
    held |= {"duration": 1} if kind in ("voice", "audio") else {"file_name": upload.name}
    return made | {kind: held, "caption": caption}


def _caption(data: Fields) -> str:
    return data.text("caption", CAPTION, empty=True)


def _accepted(api: Telegram, data: Fields, chat: int, text: str, **more: Any) -> JSON:
    buttons, raw = data.keyboard()
    reply = data.json("reply_parameters", {}) or {}
    data.drop(*_QUIET)
    data.done()
    api.limits.check(chat, api.now())
    number = api.message_id()
    one = Sent(chat, number, text, buttons, False, api.now(), reply_to=int(reply.get("message_id", 0)), **more)
    api.keep(one, raw)
    made = {"message_id": number, "date": 1, "chat": chat_of(chat)}
    return made | ({"text": text} if one.kind == "text" else {})


def edit_message_text(api: Telegram, data: Fields) -> JSON:
    """Accept an edit of a message that exists and differs."""
    chat, number, text = data.integer("chat_id"), data.integer("message_id"), data.text("text", TEXT)
    preview = data.json("link_preview_options", {})
    if any(one.kind != "text" for one in api.state.sent if (one.chat, one.message_id) == (chat, number)):
        raise Refused(400, "Bad Request: there is no text in the message to edit")
    return _edited(api, data, chat, number, text, preview_off=bool(preview.get("is_disabled")))


def edit_message_caption(api: Telegram, data: Fields) -> JSON:
    """Accept another caption."""
    chat, number = data.integer("chat_id"), data.integer("message_id")
    return _edited(api, data, chat, number, _caption(data), kind="photo")


def edit_message_media(api: Telegram, data: Fields) -> JSON:
    """Accept another picture or file in the place of one."""
    chat, number, media = data.integer("chat_id"), data.integer("message_id"), data.json("media", None)
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise Refused(400, "Bad Request: can't parse InputMedia")
    inner = Fields({"media": media.get("media"), "caption": media.get("caption", "")} | data.uploads())
    upload = inner.upload("media", PHOTO_BYTES if media["type"] == "photo" else FILE_BYTES)
    caption = inner.text("caption", CAPTION, empty=True)
    return _edited(api, data, chat, number, caption, kind=media["type"], file=upload.content, file_name=upload.name)


def edit_message_reply_markup(api: Telegram, data: Fields) -> JSON:
    """Accept other buttons under a message."""
    chat, number = data.integer("chat_id"), data.integer("message_id")
    text, _ = api.state.texts.get((chat, number), ("", ""))
    return _edited(api, data, chat, number, text)


def _edited(api: Telegram, data: Fields, chat: int, number: int, text: str, **more: Any) -> JSON:
    buttons, raw = data.keyboard()
    data.done()
    before = api.state.texts.get((chat, number))
    if before is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if before == (text, raw) and not more.get("file"):
        raise Refused(400, "Bad Request: message is not modified: specified new message content is exactly the same")
    api.keep(Sent(chat, number, text, buttons, True, api.now(), **more), raw)
    return {"message_id": number, "date": 1, "chat": chat_of(chat), "text": text}


def delete_message(api: Telegram, data: Fields) -> bool:
    """Take a message away."""
    place = data.integer("chat_id"), data.integer("message_id")
    data.done()
    if api.state.texts.pop(place, None) is None:
        raise Refused(400, "Bad Request: message to delete not found")
    return True


def answer_callback_query(api: Telegram, data: Fields) -> bool:
    """Accept the answer to a press that was made."""
    answer = {
        "id": data.text("callback_query_id", 200),
        "text": data.text("text", ANSWER, empty=True),
        "alert": data.boolean("show_alert"),
    }
    data.integer("cache_time", 0, 0)
    data.done()
    if answer["id"] not in api.state.queries:
        raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    with api.lock:
        api.state.answers.append(answer)
        api.lock.notify_all()
    return True


def get_file(api: Telegram, data: Fields) -> JSON:
    """Say where a file can be had."""
    name = data.text("file_id", 200)
    data.done()
    if name not in api.state.files:
        raise Refused(400, "Bad Request: invalid file_id")
    size = len(api.state.files[name])
    if size > 20 * 1024 * 1024:
        raise Refused(400, "Bad Request: file is too big")
    return {"file_id": name, "file_unique_id": "u", "file_size": size, "file_path": f"files/{name}"}


def set_my_commands(api: Telegram, data: Fields) -> bool:
    """Accept the list of commands."""
    commands, place = data.json("commands", None), _place(data, "commands")
    data.done()
    if not isinstance(commands, list) or not 1 <= len(commands) <= 100:
        raise Refused(400, "Bad Request: can't parse commands")
    for one in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) or not 1 <= len(one["description"]) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
    api.state.commands = commands
    api.state.settings[place] = {"commands": commands}
    return True


def get_my_commands(api: Telegram, data: Fields) -> list[JSON]:
    """Return the list of commands."""
    place = _place(data, "commands")
    data.done()
    return list(api.state.settings.get(place, {}).get("commands", []))


def delete_my_commands(api: Telegram, data: Fields) -> bool:
    """Take a list of commands away."""
    place = _place(data, "commands")
    data.done()
    api.state.settings.pop(place, None)
    return True


def _setter(name: str, most: int) -> Callable[[Telegram, Fields], bool]:
    def work(api: Telegram, data: Fields) -> bool:
        text, place = data.text(name, most, empty=True), _place(data, name)
        data.done()
        api.state.settings[place] = {name: text}
        return True

    return work


def _getter(name: str) -> Callable[[Telegram, Fields], JSON]:
    def work(api: Telegram, data: Fields) -> JSON:
        place = _place(data, name)
        data.done()
        return dict(api.state.settings.get(place, {name: ""}))

    return work


def _place(data: Fields, what: str) -> tuple[str, str, str]:
    scope = data.json("scope", None)
    language = data.text("language_code", 10, empty=True)
    if not _LANGUAGE.fullmatch(language):
        raise Refused(400, "Bad Request: LANG_CODE_INVALID")
    return what, json.dumps(scope, sort_keys=True), language


def set_chat_menu_button(api: Telegram, data: Fields) -> bool:
    """Accept the button beside the field for words."""
    button = data.json("menu_button", {"type": "default"})
    data.integer("chat_id", None)
    data.done()
    if button.get("type") not in ("default", "commands", "web_app"):
        raise Refused(400, "Bad Request: can't parse menu button")
    api.state.settings["menu", "", ""] = button
    return True


def get_chat_menu_button(api: Telegram, data: Fields) -> JSON:
    """Return the button beside the field for words."""
    data.integer("chat_id", None)
    data.done()
    return dict(api.state.settings.get(("menu", "", ""), {"type": "default"}))


def get_chat(api: Telegram, data: Fields) -> JSON:
    """Return what is known of a chat."""
    chat = data.integer("chat_id")
    data.done()
    known = api.state.chats.get(chat, chat_of(chat))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    accepted = dict.fromkeys(gifts, False)
    return {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": accepted} | known


def leave_chat(api: Telegram, data: Fields) -> bool:
    """Leave a group."""
    data.integer("chat_id")
    data.done()
    return True


def send_chat_action(api: Telegram, data: Fields) -> bool:
    """Show that the bot is busy."""
    data.integer("chat_id")
    if data.text("action", 32) not in ("typing", "upload_photo", "upload_document", "record_voice", "upload_voice"):
        raise Refused(400, "Bad Request: wrong parameter action in request")
    data.done()
    return True


def delete_webhook(api: Telegram, data: Fields) -> bool:
    """There is none."""
    data.boolean("drop_pending_updates")
    data.done()
    return True


#: Description and short description, and a bot's name: Telegram's lengths.
_DESCRIPTION, _SHORT, _NAME = 512, 120, 64

METHODS: dict[str, Callable[[Telegram, Fields], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendAudio": send_audio,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": _setter("description", _DESCRIPTION),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", _SHORT),
    "getMyShortDescription": _getter("short_description"),
    "setMyName": _setter("name", _NAME),
    "getMyName": _getter("name"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getChat": get_chat,
    "leaveChat": leave_chat,
    "sendChatAction": send_chat_action,
    "deleteWebhook": delete_webhook,
}
