"""A process that writes and says what it has written: ``python -m tests.store.writer URL NAME COUNT VILLAGE``.

Each unit of work writes a document, its entry, its search row and a counter; its id is printed then.
"""

from __future__ import annotations

import sys
from datetime import date

from village_board.store import Database, connect

DAY = date(2026, 9, 30)


def write(database: Database, name: str, number: int) -> str:
    """Write one unit of work and return the id of its document."""
    doc_id = f"w{name}{number:06d}"
    with database.transaction():
        database.table("papers").put(doc_id, {"by": name, "number": number, "text": "村民会议" * 40}, expected_rev=0)
        database.table("entries").put(f"e{doc_id}", {"of": doc_id}, expected_rev=0)
        database.index("papers", doc_id, DAY, f"村民会议 {doc_id}")
        counter = database.table("counters").get(doc_id="papers")
        body, rev = (counter, counter.rev) if counter else ({"n": 0}, 0)
        database.table("counters").put("papers", {"n": body["n"] + 1}, expected_rev=rev)
    return doc_id


def main() -> None:
    """Write COUNT units."""
    url, name, number, village = sys.argv[1:]
    database = connect(url, village=village)
    for n in range(int(number)):
        print(write(database, name, n), flush=True)  # noqa: T201 - its whole purpose


if __name__ == "__main__":
    main()
