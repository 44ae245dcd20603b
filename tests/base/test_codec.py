"""A record is its own schema: what is written is read back, and text order is time order."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.records import INSTANTS, records_of
from village_board.accounts.registers import Resource
from village_board.base.codec import from_json, to_json
from village_board.base.kind import Record
from village_board.hearings.model import Hearing
from village_board.kinds import BY_COLLECTION, BY_PREFIX, all_kinds


@pytest.mark.parametrize("cls", all_kinds(), ids=lambda cls: cls.KIND.name)
@given(data=st.data())
@settings(max_examples=25)
def test_every_record_comes_back_as_it_was_written(cls: type[Record], data: Any) -> None:
    """Every record of every kind survives JSON text unchanged."""
    # Guard: base/codec.py:_pair - a field comes back as another type, and the next put sees a change.
    record = data.draw(records_of(cls))
    assert from_json(cls, json.loads(json.dumps(to_json(record)))) == record


@pytest.mark.parametrize("cls", all_kinds(), ids=lambda cls: cls.KIND.name)
def test_declared_fields_are_fields_of_the_right_type(cls: type[Record]) -> None:
    """What a query may compare is a field of the record and is written as the declared type."""
    # Guard: base/kind.py:Kind.fields - an index over a field that no document has finds nothing.
    hints = get_type_hints(cls)
    for name, declared in cls.KIND.fields.items():
        whole = str(hints[name])
        assert ("int" in whole) == (declared is int), name
    for index in cls.KIND.indexes:
        assert set(index) <= set(cls.KIND.fields)


def test_no_two_kinds_share_a_prefix_or_a_collection() -> None:
    """An id alone tells its kind."""
    assert len(BY_PREFIX) == len(BY_COLLECTION) == len(all_kinds())


@given(area=st.integers(0, 10**12))
def test_an_area_is_kept_in_hundredths_of_a_mu(area: int) -> None:
    """12.34 mu is the integer 1234."""
    record = Resource(number="1", name="塘", area=Decimal(area).scaleb(-2))
    assert to_json(record)["area"] == area


@given(finer=st.decimals(min_value=0, max_value=1000, places=3).filter(lambda d: d * 100 % 1))
def test_an_area_finer_than_a_hundredth_is_refused(finer: Decimal) -> None:
    """Nothing is rounded silently."""
    with pytest.raises(ValueError, match=r"\d"):
        to_json(Resource(number="1", name="塘", area=finer))


@given(first=INSTANTS, second=INSTANTS, hours=st.integers(-12, 14))
def test_the_order_of_the_texts_is_the_order_of_the_times(first: datetime, second: datetime, hours: int) -> None:
    """An index over the text of a time sorts by time, in whatever zone it was given."""
    # Guard: base/codec.py:_utc_text - "the next meeting" is the wrong one.
    zone = timezone(timedelta(hours=hours))
    texts = [to_json(Hearing(number="1", matter="", held_at=t))["held_at"] for t in (first.astimezone(zone), second)]
    assert (texts[0] < texts[1]) == (first < second)
    assert all(text.endswith("Z") for text in texts)


def test_a_field_the_program_does_not_know_is_left_out_and_a_missing_default_is_filled_in() -> None:
    """A document of a neighbouring version can be read."""
    read = from_json(Hearing, {"number": "7", "matter": "路灯", "of_next_year": 1})
    assert read == Hearing(number="7", matter="路灯")
    with pytest.raises(KeyError):
        from_json(Hearing, {"number": "7"})


def test_what_stands_beside_a_document_is_not_in_it() -> None:
    """Revision and last change are the store's and the desk's."""
    assert not {"rev", "change"} & set(to_json(Hearing(number="7", matter="路灯", rev=4)))


def test_every_record_class_is_frozen_and_defaults_are_immutable() -> None:
    """No list or dict is shared between two records."""
    for cls in all_kinds():
        assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert not [f.name for f in fields(cls) if isinstance(f.default, (list, dict, set))]
