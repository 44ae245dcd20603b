"""Which record a short code or a number calls, in whatever shape somebody typed it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import product

from tinydb import where

from village_board.accounts.trail_service import SeveralCalled
from village_board.base.errors import NotFound
from village_board.base.ids import is_id
from village_board.base.kind import Record
from village_board.base.message import say
from village_board.records import Records
from village_board.text.clean import clean

#: what a record is called by in public, the one that tells years apart first.
_NAMES = ("key", "number")


def called(records: Records, which: str, kinds: Sequence[type[Record]]) -> Record:
    """Return the record with this short code, key or number; capitals and full-width are taken.

    Args:
        records: what is read.
        which: as it was typed.
        kinds: those that may be called; of a hearing and its case, which share a number, the earlier kind is meant.

    Raises:
        NotFound: there is none.
        SeveralCalled: several of a kind have the number, such as vouchers of two years.
    """
    text = clean(unicodedata.normalize("NFKC", clean(which)))
    if is_id(text.lower()):
        found = records.lookup(text.lower())
        if type(found) in kinds:
            return found
        raise NotFound(say("record"), which)
    for kind, name in product(kinds, _NAMES):
        if not text or name not in kind.KIND.fields:
            continue
        some = [one for word in {text, text.upper()} for one in records.find(kind, where(name) == word)]
        if len(some) > 1:
            raise SeveralCalled(text, len(some), some[0].id)
        if some:
            return some[0]
    raise NotFound(say("record"), which)
