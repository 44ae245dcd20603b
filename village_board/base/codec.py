"""Records to JSON documents and back: a frozen dataclass is its own schema.

A date is ``2026-09-30``; a datetime is UTC with microseconds and ``Z``, so that text order is time order; an enum
is its value; an area (`Decimal` with ``metadata=MU``) is an integer of 1/100 mu; any other Decimal is its text.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")
Convert = Callable[[Any], Any]

#: metadata of a field that holds an area: Decimal mu in the record, integer 1/100 mu in JSON.
MU: Mapping[str, str] = types.MappingProxyType({"unit": "mu"})


def to_json(record: object) -> dict[str, Any]:
    """Return the document of `record`: strings, integers, booleans, None, lists and objects only."""
    writers, _ = _converters(cast("Hashable", type(record)))
    return {name: write(getattr(record, name)) for name, write in writers}


def from_json(cls: type[R], document: Mapping[str, Any], **unstored: Any) -> R:
    """Return the record of class `cls` that `document` holds; fields it does not know are left out.

    `unstored` gives the fields that are kept beside the document, such as its revision.

    Raises:
        KeyError: a field without a default is missing.
        ValueError: a value does not fit its field.
    """
    _, readers = _converters(cast("Hashable", cls))
    values = {name: read(document[name]) for name, read, needed in readers if needed or name in document}
    return cls(**values, **unstored)


@cache
def _converters(cls: Any) -> tuple[tuple[tuple[str, Convert], ...], tuple[tuple[str, Convert, bool], ...]]:
    hints = get_type_hints(cls)
    writers: list[tuple[str, Convert]] = []
    readers: list[tuple[str, Convert, bool]] = []
    for f in fields(cls):
        if f.metadata.get("stored", True):
            write, read = _pair(hints[f.name], is_area=f.metadata.get("unit") == "mu")
            writers.append((f.name, write))
            readers.append((f.name, read, f.default is MISSING and f.default_factory is MISSING))
    return tuple(writers), tuple(readers)


def _same(value: Any) -> Any:
    return value


def _pair(hint: Any, *, is_area: bool = False) -> tuple[Convert, Convert]:  # noqa: PLR0911 - one line a type
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        write, read = _pair(inner, is_area=is_area)
        return _optional(write), _optional(read)
    if origin is tuple:
        write, read = _pair(get_args(hint)[0], is_area=is_area)
        return (lambda v: [write(x) for x in v]), (lambda v: tuple(read(x) for x in v))
    if hint is Decimal and is_area:
        return _hundredths, lambda v: Decimal(v).scaleb(-2)
    if hint is Decimal:
        return str, Decimal
    if hint is datetime:
        return _utc_text, datetime.fromisoformat
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (lambda v: v.value), hint
    if is_dataclass(hint):
        return to_json, lambda v: from_json(cast("type[Any]", hint), v)
    return _same, _same


def _optional(convert: Convert) -> Convert:
    if convert is _same:
        return _same
    return lambda v: None if v is None else convert(v)


def _hundredths(area: Decimal) -> int:
    scaled = area * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(str(area))
    return int(scaled)


def _utc_text(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
