"""Rows of people, and the households that follow from them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from village_board.base.finding import Finding
from village_board.base.message import say
from village_board.data_files import data_path
from village_board.interchange.drafts.shape import Draft, Moment, Shape
from village_board.interchange.kinds import fold
from village_board.interchange.table import Row, Table, Values
from village_board.people.model import Household, Office, Person, Role


class PersonShape(Shape[Person]):
    """Rows of people."""

    model = Person

    def drafts(self, table: Table, moment: Moment) -> Iterator[Draft]:
        """Yield the drafts; a column where only yes is ticked says no where nothing stands."""
        for column in table.kind.columns:
            if column.type == "yes_no" and column.field in table.labels:
                _fill_ticks(table.rows, column.field)
        yield from super().drafts(table, moment)

    def check(self, table: Table, row: Row, moment: Moment) -> Iterator[Finding]:  # noqa: ARG002
        """Note offices that give no role on the board."""
        unknown = [post for post in row.values.get("offices", ()) if fold(post) not in post_roles()]
        if unknown:
            message = say(
                "No role on the board belongs to this office: {posts}. It is kept as a title.",
                posts="、".join(unknown),
            )
            table.notes.append(table.finding(row.number, "offices", message))
        yield from ()

    def compose(self, values: Values, blank: frozenset[str], stored: Person | None, moment: Moment) -> Values:
        """Return the person's fields; an office that the table no longer names ended yesterday."""
        if "offices" not in values and "offices" not in blank:
            return values
        posts = values.get("offices", ())
        return {**values, "offices": offices(posts, stored.offices if stored else (), moment.today)}


def offices(posts: Iterable[str], before: Iterable[Office], today: date) -> tuple[Office, ...]:
    """Return the offices of a person who holds `posts` today and held or holds those of `before`."""
    wanted = dict.fromkeys(posts)
    kept: list[Office] = []
    for office in before:
        if office.until is not None and office.until < today:
            kept.append(office)
        elif office.post in wanted:
            kept.append(office)
            del wanted[office.post]
        else:
            kept.append(replace(office, until=today - timedelta(days=1)))
    return (*kept, *(Office(post, post_roles().get(fold(post), Role.VILLAGER)) for post in wanted))


@cache
def post_roles() -> Mapping[str, Role]:
    """Return the role of each office, by its folded names (``data/posts.toml``)."""
    rows = tomllib.loads(data_path("posts.toml").read_text(encoding="utf-8"))["post"]
    return {fold(name): Role(row["role"]) for row in rows for name in (row["name"], *row["aliases"])}


def households(people: Iterable[Person], stored: Mapping[str, Household]) -> Iterator[Household]:
    """Yield the households of `people` with their group and the number of their head."""
    members: dict[str, list[Person]] = {}
    for person in people:
        if person.household:
            members.setdefault(person.household, []).append(person)
    for number, ones in members.items():
        head = next((person for person in ones if person.head_of_household), None)
        household = stored.get(number, Household(number=number))
        group = (head or ones[0]).group
        yield replace(household, group=group, head=head.number if head else household.head)


def _fill_ticks(rows: Iterable[Row], name: str) -> None:
    rows = [row for row in rows if row.values]
    said = {row.values[name] for row in rows if name in row.values}
    if said == {True}:
        for row in rows:
            row.values.setdefault(name, False)
