"""Hypothesis strategies for every record class, made from its fields."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

_TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
#: Instants of ten centuries; hypothesis gives them their zone.
INSTANTS = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001
    datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
_DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
_AREAS = st.integers(0, 10**9).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6)
_INTEGERS = st.integers(-(2**53), 2**53)
_JSON = st.dictionaries(_TEXT, st.one_of(_TEXT, _INTEGERS, st.booleans(), st.none()), max_size=3)


@cache
def records_of(cls: type) -> st.SearchStrategy[Any]:
    """Return a strategy for the records of `cls`; what is kept beside a document keeps its default."""
    hints = get_type_hints(cls)
    stored = [f for f in fields(cls) if f.init and f.metadata.get("stored", True)]
    return st.builds(cls, **{f.name: _values(hints[f.name], is_area=f.metadata.get("unit") == "mu") for f in stored})


def _values(hint: Any, *, is_area: bool = False) -> st.SearchStrategy[Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        return st.none() | _values(inner, is_area=is_area)
    if origin is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if origin is dict:
        return _JSON
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint):
        return records_of(hint)
    return {
        str: _TEXT,
        bool: st.booleans(),
        int: _INTEGERS,
        date: _DAYS,
        datetime: INSTANTS,
        Decimal: _AREAS if is_area else _DECIMALS,
    }[hint]
