"""Records to JSON documents and back: a frozen dataclass is its own schema.

A date is ``2026-09-30``; a datetime is UTC with microseconds and ``Z``, so that text order is time order; an enum
is its value; an area (`Decimal` with ``metadata=MU``) is an integer of 1/100 mu; any other Decimal is its text.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")
Convert = Callable[[Any], Any]

#: metadata of a field that holds an area: Decimal mu in the record, integer 1/100 mu in JSON.
MU: Mapping[str, str] = types.MappingProxyType({"unit": "mu"})


class _Converters(NamedTuple):
    """How records of one class are written and read.

    Attributes:
        values: gives the values of the stored fields, in the order of `names`.
        names: the stored fields.
        writers: of those, the ones whose value JSON has no name for.
        readers: name, converter, and whether the field must be there.
    """

    values: Callable[[Any], tuple[Any, ...]]
    names: tuple[str, ...]
    writers: tuple[tuple[str, Convert], ...]
    readers: tuple[tuple[str, Convert, bool], ...]


def to_json(record: object) -> dict[str, Any]:
    """Return the document of `record`: strings, integers, booleans, None, lists and objects only."""
    values, names, writers, _ = _converters(cast("Hashable", type(record)))
    document = dict(zip(names, values(record), strict=True))
    for name, write in writers:
        document[name] = write(document[name])
    return document


def from_json(cls: type[R], document: Mapping[str, Any], **unstored: Any) -> R:
    """Return the record of class `cls` that `document` holds; fields it does not know are left out.

    `unstored` gives the fields that are kept beside the document, such as its revision.

    Raises:
        KeyError: a field without a default is missing.
        ValueError: a value does not fit its field.
    """
    *_, readers = _converters(cast("Hashable", cls))
    values = {name: read(document[name]) for name, read, needed in readers if needed or name in document}
    return cls(**values, **unstored)


@cache
def _converters(cls: Any) -> _Converters:
    hints = get_type_hints(cls)
    names: list[str] = []
    writers: list[tuple[str, Convert]] = []
    readers: list[tuple[str, Convert, bool]] = []
    for f in fields(cls):
        if f.metadata.get("stored", True):
            write, read = _pair(hints[f.name], is_area=f.metadata.get("unit") == "mu")
            names.append(f.name)
            if write is not _same:
                writers.append((f.name, write))
            readers.append((f.name, read, f.default is MISSING and f.default_factory is MISSING))
    return _Converters(_values(names), tuple(names), tuple(writers), tuple(readers))


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the fields of these names out of a record, all at once where there are several."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


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
