"""From a TinyDB query to comparisons that an index can serve.

TinyDB keeps what a query asks only in the private tuple that it hashes; ``tests/store/test_compile.py`` pins
that tuple to the TinyDB version. What cannot be read from it is left to the query itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tinydb.queries import QueryInstance, QueryLike

#: Operator, path, operand.
_COMPARISON = 3
_OPERATORS = {"==": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
#: Beyond this SQLite and JSON no longer hold integers exactly.
_EXACT_INTEGER = 1 << 62
#: A longer list is left to the query: the statement would grow with it.
_LONGEST_LIST = 500


#: One comparison of a declared field with a value of its type: the field, SQL's operator, the operand.
Term = tuple[str, str, Any]


class Plan(NamedTuple):
    """What the engine can decide of a query: all `terms` hold; `exact` when nothing else is asked."""

    terms: tuple[Term, ...]
    exact: bool


EVERYTHING = Plan((), exact=True)
BY_SCAN = Plan((), exact=False)


def plan(query: QueryLike | None, fields: Mapping[str, type]) -> Plan:
    """Return what an index over the declared `fields` can decide of `query` (None asks for everything)."""
    if query is None:
        return EVERYTHING
    if not isinstance(query, QueryInstance):
        return BY_SCAN
    hashed = query._hash  # noqa: SLF001 - there is no public way; pinned by a test
    if hashed and len(hashed) == _COMPARISON:
        term = _term(hashed, fields)
        return BY_SCAN if term is None else Plan((term,), exact=True)
    terms: list[Term] = []
    exact = _read(hashed, fields, terms)
    return Plan(tuple(terms), exact)


def _read(hashed: Any, fields: Mapping[str, type], terms: list[Term]) -> bool:
    """Add the terms of a query's hash; tell whether they say all that it asks."""
    if hashed is None:
        return False
    if hashed == ():
        return True
    if hashed[0] == "and":
        read = [_read(part, fields, terms) for part in hashed[1]]
        return all(read)
    term = _term(hashed, fields) if len(hashed) == _COMPARISON else None
    if term is None:
        return False
    terms.append(term)
    return True


def _term(hashed: tuple[Any, Any, Any], fields: Mapping[str, type]) -> Term | None:
    operator, path, operand = hashed
    if not isinstance(path, tuple) or len(path) != 1:
        return None
    name = path[0]
    kind = fields.get(name) if isinstance(name, str) else None
    if kind is None:
        return None
    if operator in _OPERATORS:
        value = _operand(operand, kind)
        return None if value is None else (name, _OPERATORS[operator], value)
    if operator == "one_of" and isinstance(operand, tuple | frozenset) and len(operand) <= _LONGEST_LIST:
        values = tuple(_operand(item, kind) for item in operand)
        return None if None in values else (name, "IN", values)
    return None


def _operand(value: Any, kind: type) -> str | int | None:
    """Return `value` as a plain value of the declared type; None when the engine could judge it otherwise."""
    if kind is str and isinstance(value, str):
        plain = str.__str__(value)
        return plain if _storable(plain) else None
    if kind is int and isinstance(value, int) and not isinstance(value, bool):
        number = int(value)
        return number if -_EXACT_INTEGER < number < _EXACT_INTEGER else None
    return None


def _storable(text: str) -> bool:
    if "\0" in text:
        return False  # PostgreSQL takes no such text
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
