"""A database of many villages read by a township: all of them or those that are named, and nothing is written."""

from __future__ import annotations

import json
from contextlib import closing as at_the_end
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.cli.conftest import Run, program  # noqa: F401 - a fixture
from tests.rollup.test_rollup import YEAR, closed
from tests.store.server import CLERK, Server
from tests.support.builders import TODAY, keep
from tests.support.clocks import GivenClock
from village_board.board import found_board, read_village, villages_of
from village_board.enquiries.model import Enquiry
from village_board.i18n import translator
from village_board.moving import move_board
from village_board.rollup.homes import Unread, years_of
from village_board.rollup.model import YearOfVillage
from village_board.rollup.rules import together
from village_board.settings import Settings, read_settings
from village_board.store.errors import StoreUnwritable

pytestmark = pytest.mark.xdist_group("postgres")
CLOCK = GivenClock(TODAY)
TOWNSHIP = "township"


@dataclass(frozen=True)
class County:
    """A database of two villages, and the homes from which they moved."""

    server: Server
    name: str
    ids: tuple[str, str]

    def url(self, account: str = "postgres") -> str:
        """Return its address for an account."""
        return self.server.url(account, self.name)

    def sql(self, *statements: str) -> None:
        """Run statements as its owner."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@pytest.fixture(scope="module")
def county(server: Server, tmp_path_factory: pytest.TempPathFactory) -> County:
    """Return a database into which two villages moved: twelve enquiries in one, three in the other."""
    url, ids = server.new_database("county"), []
    for name, many in (("东浜村", 12), ("西浜村", 3)):
        home = tmp_path_factory.mktemp("home")
        board = found_board(home, name=name, clock=CLOCK)
        keep(board, *(closed(n) for n in range(many)))
        board.close()
        move_board(home, url)
        ids.append(read_settings(home).village)
    made = County(server, "county", (ids[0], ids[1]))
    made.sql(
        f"CREATE ROLE {TOWNSHIP} LOGIN BYPASSRLS",
        *(f"GRANT USAGE ON SCHEMA village_board TO {who}" for who in (CLERK, TOWNSHIP)),
        *(f"GRANT SELECT ON ALL TABLES IN SCHEMA village_board TO {who}" for who in (CLERK, TOWNSHIP)),
    )
    return made


def years(county: County, account: str, named: dict[str, str] | None = None) -> list[YearOfVillage | Unread]:
    """Return what a roll-up finds."""
    return list(years_of([county.url(account)], YEAR, CLOCK, named))


def test_an_account_that_sees_all_counts_every_village_under_its_name(county: County) -> None:
    """The address alone is enough; the names are those that came with the villages."""
    # Guard: store/postgres/villages.py:look_at - the township would have to know each id.
    found = [one for one in years(county, TOWNSHIP) if isinstance(one, YearOfVillage)]
    assert sorted(one.name for one in found) == ["东浜村", "西浜村"]
    whole = together(found, YEAR)
    assert (whole.villages, whole.enquiries.received) == (2, 15)


def test_an_account_under_row_level_security_counts_the_villages_that_it_names(county: County) -> None:
    """Without a name it sees nothing and is told so; one that is not there is named, and the others count."""
    # Guard: rollup/homes.py:_nothing - nothing would be counted, as if there were no village.
    (told,) = years(county, CLERK)
    assert isinstance(told, Unread)
    assert "--village" in translator("en").say(told.why)
    first, other = county.ids
    found = years(county, CLERK, {first: "", other: "西边的村", "wnothere": ""})
    assert [one.name for one in found if isinstance(one, YearOfVillage)] == ["东浜村", "西边的村"]
    (missing,) = [one for one in found if isinstance(one, Unread)]
    assert "wnothere" in translator("en").say(missing.why)


def test_a_broken_village_is_named_and_the_rest_count(county: County) -> None:
    """One document that is no enquiry stops its own village only."""
    # Guard: rollup/homes.py:_UNREADABLE - the county would get an error of the program in place of a count.
    first, other = county.ids
    broken = f"village = '{first}' AND coll = '{Enquiry.KIND.collection}'"
    kept = "CREATE TABLE kept AS SELECT id, body FROM village_board.docs WHERE " + broken
    county.sql(kept, f"UPDATE village_board.docs SET body = body - 'state' - 'kind' WHERE {broken}")
    try:
        found = years(county, TOWNSHIP)
    finally:
        county.sql("UPDATE village_board.docs d SET body = k.body FROM kept k WHERE k.id = d.id", "DROP TABLE kept")
    assert [one.village for one in found if isinstance(one, YearOfVillage)] == [other]
    (named,) = [one for one in found if isinstance(one, Unread)]
    assert named.home.endswith("东浜村")


def test_a_reader_writes_nothing_and_adds_no_column(county: County) -> None:
    """The server itself refuses every write; a field that an older program did not declare stays undeclared."""
    # Guard: store/postgres/connecting.py:Address.connect - default_transaction_read_only.
    county.sql("DELETE FROM village_board.declared WHERE field = 'counterparty'")
    there = villages_of(county.url())
    assert "counterparty" not in {name for one in there.declared for name in one.fields}
    board = read_village(county.url(), Settings(county.ids[0], "东浜村"), there, CLOCK)
    assert board is not None
    with at_the_end(board):
        assert board.records().count(Enquiry) == 12
        with pytest.raises(StoreUnwritable):
            keep(board, closed(99))
    with psycopg.connect(county.url(), autocommit=True) as connection:
        declared = "SELECT count(*) FROM village_board.declared WHERE field = 'counterparty'"
        assert connection.execute(declared).fetchall() == [(0,)]


def test_the_command_takes_addresses_beside_folders(county: County, program: Run, tmp_path: Path) -> None:  # noqa: F811
    """A village in a folder, two in the database, a server that is not there: three count, one is named."""
    board = found_board(tmp_path / "a", name="甲村", clock=CLOCK)
    keep(board, closed(1))
    board.close()
    said = program("rollup", tmp_path / "a", county.url(TOWNSHIP), "postgresql://x:geheim@127.0.0.1:9/none", "--json")
    told = json.loads(said.out)
    assert (said.code, told["whole"]["villages"], told["whole"]["enquiries"]) == (1, 3, 16)
    assert "127.0.0.1" in said.err
    assert "geheim" not in said.err
    report = program("report", "hearings", county.url(TOWNSHIP), "--place", "栖禾镇", "--json")
    assert json.loads(report.out)["figures"]["villages"]["value"] == 2
