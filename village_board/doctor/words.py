"""The words for what is looked at, and for how it stands."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.doctor.model import State

STATE: dict[State, str] = {
    State.OK: N_("fine"),
    State.WARNING: N_("look at it"),
    State.BAD: N_("mend it"),
    State.UNKNOWN: N_("not known"),
}

NAME: dict[str, str] = {
    "settings": N_("Settings"),
    "rights": N_("Rights of files"),
    "token": N_("Token of the bot"),
    "store": N_("Store"),
    "schema": N_("Format of the store"),
    "log": N_("Log of acts"),
    "attachments": N_("Files of attachments"),
    "backup": N_("Backup"),
    "calendar": N_("Calendar"),
    "deliveries": N_("Deliveries"),
    "channels": N_("Channels"),
    "bot": N_("Bot"),
    "clock": N_("Clock"),
    "rules": N_("Files of rules"),
    "time-zone": N_("Time zone"),
    "disk": N_("Disk"),
    "fonts": N_("Fonts"),
    "terminal": N_("Terminal"),
    "encoding": N_("Encoding"),
    "grid": N_("Size of letters"),
    "signals": N_("Keys that stop it"),
    "voice": N_("Voice"),
    "sound": N_("Sound"),
    "voice-notes": N_("Voice notes"),
    "read-aloud": N_("Listening"),
    "python": N_("Python"),
    "sqlite": N_("SQLite"),
}
