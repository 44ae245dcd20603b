"""Whom money went to or came from, as the public may read it: a private person's name is masked (P14)."""

from __future__ import annotations

from village_board.text.clean import is_han
from village_board.text.mask import mask_name

#: the longest name of a person; what is longer is a shop, a firm, an office.
LONGEST_NAME = 4
#: last characters of shops, offices and lists, with which no given name ends.
_NO_NAME = frozenset("户戶表店厂廠站局厅廳部组組校院")


def is_private(name: str) -> bool:
    """Tell whether `name` reads as that of a person: a short name of Chinese characters only."""
    return 1 < len(name) <= LONGEST_NAME and all(map(is_han, name)) and name[-1] not in _NO_NAME


def public_party(name: str) -> str:
    """Return whom a voucher paid: a firm or an office in full, a person with the surname only."""
    return mask_name(name) if is_private(name) else name


def without_party(text: str, name: str) -> str:
    """Return `text` with `name` masked wherever it stands in it, if that is a person's."""
    return text.replace(name, mask_name(name)) if is_private(name) else text
