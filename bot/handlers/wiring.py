"""The application: which handler gets which update. It only wires."""

from __future__ import annotations

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.core import Core
from bot.handlers.desk import DeskHandlers
from bot.handlers.files import FileHandlers
from bot.handlers.files_in import FilesInHandlers
from bot.handlers.groups import COMMAND as BIND_GROUP
from bot.handlers.groups import GroupHandlers
from bot.handlers.members import MemberHandlers
from bot.handlers.polling import PollHandlers
from bot.handlers.public import PublicHandlers
from bot.handlers.subscriptions import BUTTONS as SUBSCRIPTION_BUTTONS
from bot.handlers.subscriptions import SubscriptionHandlers
from bot.handlers.talking import TalkHandlers
from bot.speech import Speech

#: The library's own group of handlers.
DEFAULT_GROUP = 0
AnyApplication = Application[Any, Any, Any, Any, Any, Any]

#: Buttons of a bound member, and the one that binds.
DESK_BUTTONS = r"^(rec|con|q|x|b)(:|$)"
#: What a bound member looks at.
MEMBER_BUTTONS = r"^(dk|iw|iv|ib|ew|ev|et|dd|bd|ad|sw|sv|iu|al|av|at|ag)(:|$)"
#: Buttons by which anybody begins a guided conversation.
DOORS = r"^((tp|op|ob|ap|apx|fa)(:|$)|(eq|er):)"
#: Buttons inside one.
TALK_BUTTONS = r"^t:"
#: Messages that bring a file.
FILES = filters.PHOTO | filters.VOICE | filters.AUDIO | filters.Document.ALL
#: The button that sends a public file.
FILE_BUTTONS = r"^pf:"
#: The buttons that hand in what a poll or a sealed slip was answered.
POLL_BUTTONS = r"^(pd|sd):"


def application(bot: ExtBot[Any], core: Core) -> AnyApplication:
    """Return the application that answers with `bot` from `core`. Groups are bound, and not answered."""
    speech = Speech(core)
    desk = DeskHandlers(core, speech)
    members = MemberHandlers(core, speech, desk)
    talking = TalkHandlers(core, speech, desk, desk.talks)
    public = PublicHandlers(core, speech, desk, talking)
    app = Application.builder().bot(bot).updater(None).job_queue(None).build()
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    app.add_handler(CommandHandler("start", public.start, private))
    app.add_handler(CommandHandler("help", public.how, private))
    app.add_handler(CommandHandler("subscribe", public.subscribe, private))
    app.add_handler(CommandHandler("stop", public.stop, private))
    app.add_handler(CommandHandler("language", public.language, private))
    app.add_handler(CommandHandler("slip", public.slip, private))
    app.add_handler(CommandHandler("verify", public.verify, private))
    app.add_handler(CommandHandler("record", desk.record, private))
    app.add_handler(CommandHandler("ask", talking.ask, private))
    app.add_handler(CommandHandler("apply", talking.apply, private))
    app.add_handler(CommandHandler("mine", talking.mine, private))
    app.add_handler(CommandHandler("cancel", talking.cancel, private))
    app.add_handler(CommandHandler("desk", members.command, private))
    own = SubscriptionHandlers(core, speech)
    for name in ("notices", "follow", "quiet", "delete", "link"):
        app.add_handler(CommandHandler(name, getattr(own, name), private))
    app.add_handler(MessageHandler(private & filters.COMMAND, public.unknown_command))
    app.add_handler(MessageHandler(private & filters.TEXT, public.words))
    files_in = FilesInHandlers(core, speech, desk, public)
    app.add_handler(MessageHandler(private & FILES, files_in.came))
    app.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, public.papers))
    groups = GroupHandlers(core)
    several = filters.ChatType.GROUPS | filters.ChatType.CHANNEL
    app.add_handler(CommandHandler(BIND_GROUP, groups.bind, several))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE & several, groups.moved))
    app.add_handler(ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(CallbackQueryHandler(desk.button, DESK_BUTTONS))
    app.add_handler(CallbackQueryHandler(members.button, MEMBER_BUTTONS))
    app.add_handler(CallbackQueryHandler(desk.talks.button, TALK_BUTTONS))
    app.add_handler(CallbackQueryHandler(talking.button, DOORS))
    app.add_handler(CallbackQueryHandler(FileHandlers(core, speech).button, FILE_BUTTONS))
    app.add_handler(CallbackQueryHandler(own.button, SUBSCRIPTION_BUTTONS))
    app.add_handler(CallbackQueryHandler(PollHandlers(core, speech).button, POLL_BUTTONS))
    app.add_handler(CallbackQueryHandler(public.button))
    # What people do most is looked at first: each handler before it would be asked in vain.
    app.handlers[DEFAULT_GROUP].sort(key=lambda handler: not isinstance(handler, CallbackQueryHandler))
    app.add_error_handler(speech.failed)
    return app
