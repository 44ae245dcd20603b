"""Text that no chat program takes for active: addresses, mentions and commands broken with full-width signs (A10)."""

from __future__ import annotations

import re
from collections.abc import Collection

from village_board.text.clean import terminal_safe

# A chat program makes links of these by itself, whatever the parse mode.
_SCHEME = re.compile(r"(?<=[A-Za-z]):(?=//)")
_DOMAIN = re.compile(r"(?<=[^\W_])\.(?=[A-Za-z]{2,}|中国|中國|公司|网络|網絡|集团|在线|网址|商城|我爱你)")
_MENTION = re.compile(r"@(?=\w)")
_COMMAND = re.compile(r"(?<![\w/])/(?=(\w+))")


def inert(text: str, commands: Collection[str] = ()) -> str:
    """Return `text` with addresses, mentions and commands broken.

    Args:
        text: anybody's words.
        commands: our own, which stay as they are.
    """
    text = terminal_safe(text)
    text = _MENTION.sub("＠", _DOMAIN.sub("．", _SCHEME.sub("：", text)))
    return _COMMAND.sub(lambda match: "/" if match[1] in commands else "／", text)
