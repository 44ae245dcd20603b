"""Several records at once: the same rows, ids, log and search as one by one."""

from __future__ import annotations

from dataclasses import replace

from tests.interchange.conftest import Office
from village_board.people.acts import Act
from village_board.people.model import Household, Person
from village_board.trust.log import LOG, Touched, commitment


def test_new_and_changed_records_are_written_together(tmp_path) -> None:
    """Put_many keeps the order, gives each its id and revision, and finds the new ones by their words."""
    # Guard: desk.py:Desk.put_many
    office = Office(tmp_path)
    (old,) = office.put(Person(number="1", name="张三"))
    given = [Household(number="9"), replace(old, name="张四"), Person(number="2", name="李四"), Household(number="8")]
    done = office.put(*given)
    assert [type(one) for one in done] == [Household, Person, Person, Household]
    assert [one.rev for one in done] == [1, 2, 1, 1]
    assert len({one.id for one in done}) == 4
    assert [one.name for one in office.all(Person)] == ["张四", "李四"]
    assert office.all(Person)[1] == done[2]
    office.db.close()


def test_rows_written_together_are_bound_by_the_log_as_any_others(tmp_path) -> None:
    """The commitment over the text as it lies is the one over what it says."""
    # Guard: trust/log.py:commitment - verify would call every imported row tampered with
    office = Office(tmp_path)
    done = office.put(*(Person(number=str(n), name="张“三”\n\\") for n in range(3)))
    with office.desk() as desk:
        (entry,) = list(desk._db.table(LOG))
        bodies = {one.doc_id: dict(one) for one in desk._db.table("people")}
    for salt, (collection, id_, rev, digest) in zip(entry["opening"]["salts"], entry["record"]["rows"], strict=True):
        assert digest == commitment(salt, Touched(collection, id_, rev, bodies[id_]))
    assert {row[1] for row in entry["record"]["rows"]} == {one.id for one in done}
    assert desk._touched == []
    office.db.close()


def test_an_id_that_was_given_before_is_not_given_again(tmp_path, monkeypatch) -> None:
    """Ids that stand already, or that chance gives twice, are drawn anew."""
    # Guard: desk.py:Desk._new_ids - an import would stop at the first id that chance repeats
    office = Office(tmp_path)
    (old,) = office.put(Person(number="1", name="张三"))
    drawn = iter([old.id, "p2222222", "p2222222", "p3333333", "p4444444"])
    monkeypatch.setattr("village_board.desk.new_id", lambda _: next(drawn))
    done = office.put(*(Person(number=str(n), name="李四") for n in (2, 3)))
    assert [one.change.act == Act.IMPORT for one in done] == [True, True]
    assert len({one.id for one in (old, *done)}) == 3
    office.db.close()
