"""A compiled catalogue (GNU .mo) that is looked up where it lies, and not read whole at every start.

`gettext.GNUTranslations` makes a dictionary of all sentences first: some 17 ms of a start that says twenty of them.
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations, c2py
from pathlib import Path
from struct import Struct

_MAGIC = 0x950412DE
_HEADER = Struct("<5I")  # magic, revision, count, where the ids' table begins, where the translations' does
_PLACE = Struct("<2I")  # length, offset
_CONTEXT, _PLURAL = "\x04", "\x00"
_FORMS = "plural-forms:"


class CatalogueDamaged(ValueError):
    """The file is no little-endian GNU catalogue."""


class Catalogue(NullTranslations):
    """The sentences of one file. The ids of a .mo file stand in the order of their bytes, so that one halves the way.

    Args:
        path: the file.

    Raises:
        CatalogueDamaged: it is none.
        FileNotFoundError: it is not there.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._bytes = path.read_bytes()
        if len(self._bytes) < _HEADER.size:
            raise CatalogueDamaged(path)
        magic, _, self._count, self._ids, self._said = _HEADER.unpack_from(self._bytes)
        if magic != _MAGIC:
            raise CatalogueDamaged(path)
        self._found: dict[str, str | None] = {}
        self._form: Callable[[int], int] | None = None

    def gettext(self, message: str) -> str:
        """Return the translation of `message`, or what stands behind says of it."""
        said = self._look(message)
        return super().gettext(message) if said is None else self._of(said, 1)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation for `n` things."""
        said = self._look(msgid1)
        return super().ngettext(msgid1, msgid2, n) if said is None else self._of(said, n)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of `message` as it is meant in `context`."""
        said = self._look(f"{context}{_CONTEXT}{message}")
        return super().pgettext(context, message) if said is None else said

    def _look(self, key: str) -> str | None:
        if key not in self._found:
            self._found[key] = self._search(key.encode())
        return self._found[key]

    def _search(self, key: bytes) -> str | None:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            here = self._string(self._ids, middle)
            if here == key:
                return self._string(self._said, middle).decode()
            low, high = (middle + 1, high) if here < key else (low, middle)
        # An entry with plurals is called by its singular, behind which the plural stands.
        if low < self._count and self._string(self._ids, low).startswith(key + _PLURAL.encode()):
            return self._string(self._said, low).decode()
        return None

    def _string(self, table: int, number: int) -> bytes:
        length, offset = _PLACE.unpack_from(self._bytes, table + number * _PLACE.size)
        return self._bytes[offset : offset + length]

    def _of(self, said: str, n: int) -> str:
        if _PLURAL not in said:
            return said
        forms = said.split(_PLURAL)
        return forms[min(self._form_for(n), len(forms) - 1)]

    def _form_for(self, n: int) -> int:
        if self._form is None:
            header = (self._look("") or "").splitlines()
            rule = next((line for line in header if line.lower().startswith(_FORMS)), "plural=n!=1;")
            self._form = c2py(rule.partition("plural=")[2].rstrip("; "))
        return self._form(n)
