"""Plain text and CSV: UTF-8 or GB18030, and nothing that a text does not hold."""

from __future__ import annotations

import codecs
import re
import unicodedata

_ENCODINGS = ("utf-8-sig", "gb18030")
_LINE_MARKS = frozenset("\t\n\r\f")
#: private ones are none of these: GB18030 writes rare Han of names there
_NO_TEXT = frozenset({"Cc", "Cn", "Cs"})
#: what a browser or a shell would take for more than a text
_PROGRAM = re.compile(r"\s*(<(!doctype|html|head|body|script|svg|\?xml|\?php)|#!)", re.IGNORECASE)


def decoded(content: bytes) -> str | None:
    """Return the text that `content` is; None where it is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        return None
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _is_text(text) else None
    return None


def is_program(text: str) -> bool:
    """Tell whether `text` is a page or a script."""
    return _PROGRAM.match(text) is not None


def _is_text(text: str) -> bool:
    return not any(unicodedata.category(char) in _NO_TEXT for char in set(text) - _LINE_MARKS)
