"""Full text: characters as they stand, newest first, in step with the documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import Opened
from village_board.store import Database, connect
from village_board.store.search import tokens


def _ids(found: list[object]) -> list[object]:
    return [hit.id for hit in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["路"], True),
        (["修路"], True),
        (["路修"], False),
        (["修路", "2026"], True),
        (["修路", "鱼塘"], False),
        (["2026年"], True),
        (["20"], True),
        (["026"], False),
        (["abc"], True),
        (["路款"], False),
        (["款 项"], True),
        (['"路'], True),
        (["修*"], True),
        (["，"], False),
        ([""], False),
        ([], False),
        (["NOT 路"], False),
        (["scope"], False),
    ],
)
def test_a_phrase_is_found_as_it_stands(opened: Opened, words: list[str], found: bool) -> None:
    """Chinese matches in any place, not across punctuation; Latin letters and digits from their start."""
    # Guard: village_board/store/search.py:phrase - the quotes; without them words are query syntax.
    database = opened()
    database.index("hearings", "h1", date(2026, 1, 1), "村东修路，款项公示 2026年 abcd")
    assert _ids(database.search(words)) == (["h1"] if found else [])


def test_the_newest_day_comes_first_then_the_latest_written(opened: Opened) -> None:
    """Order is the day, then the writing; without a day last. The cursor goes on where a page ended."""
    # Guard: village_board/store/search.py:SqliteWords.put - the day in the row's number.
    database = opened()
    for doc_id, day in (
        ("a", None),
        ("b", date(2026, 1, 1)),
        ("c", date(2026, 5, 1)),
        ("d", date(2026, 1, 1)),
    ):
        database.index("hearings", doc_id, day, "公示")
    everything = database.search(["公示"])
    assert _ids(everything) == ["c", "d", "b", "a"]
    first = database.search(["公示"], limit=2)
    assert _ids(database.search(["公示"], limit=2, before=first[-1].cursor)) == ["b", "a"]
    database.index("hearings", "b", date(2026, 1, 1), "公示")
    assert _ids(database.search(["公示"])) == ["c", "b", "d", "a"]


def test_only_the_collections_asked_for_are_searched(opened: Opened) -> None:
    """Collections narrow the search; none at all finds nothing."""
    database = opened()
    database.index("hearings", "h1", None, "公示")
    database.index("items", "i1", None, "公示")
    assert sorted(_ids(database.search(["公示"]))) == ["h1", "i1"]
    assert _ids(database.search(["公示"], collections=["items", "people"])) == ["i1"]
    assert database.search(["公示"], collections=[]) == []


def test_a_document_is_found_by_its_last_text_and_not_after_its_removal(opened: Opened) -> None:
    """Indexing again replaces, an empty text takes away, and removing the document removes its search row."""
    # Guard: village_board/store/rows.py:remove - `words.forget`; a removed document must not be found.
    database = opened()
    table = database.table("hearings")
    for doc_id in ("h1", "h2", "h3"):
        table.put(doc_id, {}, expected_rev=0)
        database.index("hearings", doc_id, None, "修路")
    database.index("hearings", "h1", None, "鱼塘")
    assert (_ids(database.search(["鱼塘"])), len(database.search(["修路"]))) == (["h1"], 2)
    database.index("hearings", "h1", None, "")
    table.remove(doc_ids=["h2"])
    assert (database.search(["鱼塘"]), _ids(database.search(["修路"]))) == ([], ["h3"])
    table.truncate()
    assert database.search(["修路"]) == []


def test_a_single_string_is_not_taken_for_phrases(opened: Opened) -> None:
    """One string would be searched letter by letter; it is refused."""
    with pytest.raises(TypeError):
        opened().search("修路")


TEXT = st.text(st.sampled_from('村民路 ，a1"*《𠮷'), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, max_size=5), TEXT)
def test_a_chinese_phrase_is_found_where_it_stands_and_nowhere_else(texts: list[str], words: str) -> None:
    """Search agrees with looking for the tokens in each text; a last Latin run is a beginning."""
    with connect("memory:") as database:
        found_as_it_stands(database, texts, words)


def found_as_it_stands(database: Database, texts: list[str], words: str) -> None:
    """Index `texts` into an empty store and compare the search for `words` with looking through them."""
    for n, text in enumerate(texts):
        database.index("t", f"x{n}", None, text)
    found = set(_ids(database.search([words])))
    wanted = tokens(words)
    while wanted and wanted[0] == "·":
        del wanted[0]
    while wanted and wanted[-1] == "·":
        del wanted[-1]
    assert found == {f"x{n}" for n, text in enumerate(texts) if wanted and _stands(wanted, tokens(text))}


def _stands(wanted: list[str], text: list[str]) -> bool:
    *whole, last = wanted
    for at in range(len(text) - len(whole)):
        end = text[at + len(whole)]
        begins = last.isascii() and end.startswith(last)
        if text[at : at + len(whole)] == whole and (end == last or begins):
            return True
    return False


def test_no_phrase_reaches_from_one_field_into_the_next() -> None:
    """A number behind a name is no part of it: the end of a field is a break, also where the text is in tokens."""
    # Guard: store/search.py:tokens - "马路" with the number "灯-0" would be found by 路灯.
    assert tokens("马 路\n灯 0") == ["马", "路", "·", "灯", "0"]
    assert tokens("马路\n灯-0") == ["马", "路", "·", "灯", "·", "0"]
