"""What ends the bot, each with the sentence that says what to do and its exit code."""

from __future__ import annotations

from pathlib import Path

from village_board.base.errors import BoardError, OutsideError, UsageError
from village_board.base.message import N_


class NoToken(UsageError):
    """There is no token, and so no bot."""

    sentence = N_(
        "The bot needs a token. In Telegram write /newbot to @BotFather; it gives one. Put it into VILLAGE_BOT_TOKEN, "
        "or into a file that only you can read and name that file as bot_token_file in village.toml. "
        "To try without one: village-bot --simulate"
    )

    def __init__(self) -> None:
        super().__init__()


class TokenFileUnreadable(UsageError):
    """The token file of the settings is not there, empty, or not for this user."""

    sentence = N_("The token file {file} cannot be read ({why}). Check bot_token_file in village.toml.")

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file=str(file), why=why)


class TokenRefused(OutsideError):
    """Telegram does not know the token, or no longer (X14)."""

    sentence = N_("Telegram refuses the token. Ask @BotFather for it with /token, and start again. What waits is kept.")

    def __init__(self) -> None:
        super().__init__()


class SecondPoller(OutsideError):
    """Another program asks for this bot's updates (N15, 409)."""

    sentence = N_("Another program uses this bot's token at the same time. Stop it, or ask @BotFather for a new token.")

    def __init__(self) -> None:
        super().__init__()


class ProgramFault(BoardError):
    """A mistake of the program."""

    sentence = N_("The bot stopped over a fault of its own. Start it again; what was acknowledged is kept. See {log}")

    def __init__(self, log: Path) -> None:
        super().__init__(log=str(log))
