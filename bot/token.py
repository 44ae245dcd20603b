"""Where the token comes from. It is never logged, shown or kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.faults import NoToken, TokenFileUnreadable, TokenRefused
from village_board.launch import TOKEN_VARIABLE
from village_board.secret_files import check_secrets, is_token, token_place


def find_token(home: Path, token_file: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the token of the environment, else of the settings' file (relative to the home).

    Raises:
        NoToken: neither is given.
        SecretExposed: others than the owner can read the file (A30).
        TokenFileUnreadable: the file cannot be read.
        TokenRefused: it has not the shape of a token, so that Telegram need not be asked.
    """
    token = environment.get(TOKEN_VARIABLE, "").strip()
    if not token and (place := token_place(home, token_file)):
        token = _of_file(place)
    if not token:
        raise NoToken
    if not is_token(token):
        raise TokenRefused
    return token


def _of_file(file: Path) -> str:
    try:
        check_secrets((file,))
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise TokenFileUnreadable(file, error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise TokenRefused from None
