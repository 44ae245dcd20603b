"""The application: which handler gets which update. It only wires."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ExtBot, MessageHandler, filters

from bot.core import Core
from bot.handlers.desk import DeskHandlers
from bot.handlers.enquiries import EnquiryHandlers
from bot.handlers.public import PublicHandlers
from bot.handlers.voices import VoiceHandlers
from bot.speech import Speech

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

#: Buttons of a bound member, and the one that binds.
DESK_BUTTONS = r"^(rec|con|q|x|b)(:|$)"
#: Buttons by which anybody registers, hands in an opinion, objects.
VOICE_BUTTONS = r"^(tp|op|ob)(:|$)"
#: Buttons by which anybody asks the village and judges the answer.
ENQUIRY_BUTTONS = r"^(eq|er):"


def application(bot: ExtBot[Any], core: Core) -> AnyApplication:
    """Return the application that answers with `bot` from `core`. Chats of several people are not answered."""
    speech = Speech(core)
    desk = DeskHandlers(core, speech)
    voices = VoiceHandlers(core, speech)
    enquiries = EnquiryHandlers(core, speech, desk)
    public = PublicHandlers(core, speech, desk, voices, enquiries)
    app = Application.builder().bot(bot).updater(None).job_queue(None).build()
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    app.add_handler(CommandHandler("start", public.start, private))
    app.add_handler(CommandHandler("subscribe", public.subscribe, private))
    app.add_handler(CommandHandler("stop", public.stop, private))
    app.add_handler(CommandHandler("language", public.language, private))
    app.add_handler(CommandHandler("slip", public.slip, private))
    app.add_handler(CommandHandler("record", desk.record, private))
    app.add_handler(CommandHandler("ask", enquiries.ask, private))
    app.add_handler(CommandHandler("mine", enquiries.mine, private))
    app.add_handler(CommandHandler("cancel", enquiries.cancel, private))
    app.add_handler(MessageHandler(private & filters.COMMAND, public.unknown_command))
    app.add_handler(MessageHandler(private & filters.TEXT, public.words))
    app.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, public.papers))
    app.add_handler(CallbackQueryHandler(desk.button, DESK_BUTTONS))
    app.add_handler(CallbackQueryHandler(voices.button, VOICE_BUTTONS))
    app.add_handler(CallbackQueryHandler(enquiries.button, ENQUIRY_BUTTONS))
    app.add_handler(CallbackQueryHandler(public.button))
    app.add_error_handler(speech.failed)
    return app
