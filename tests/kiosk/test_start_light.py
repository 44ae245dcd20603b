"""A start imports what the home shows, and no more: each further module is time before the first picture."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.kiosk.village import TODAY

_LOOK = """
import asyncio, sys
from datetime import date
from pathlib import Path
from kiosk.main import run
from kiosk.start import Reader, read_home, translator, open_board
from village_board.base.clock import DayClock
from kiosk import warnings
from kiosk.app import KioskApp
from textual.css.stylesheet import Stylesheet
styled, update = [], Stylesheet.update_nodes
def counted(sheet, nodes, *args, **named):
    styled.extend(node.css_identifier for node in nodes)
    return update(sheet, nodes, *args, **named)
Stylesheet.update_nodes = counted
warnings.AFTER = 3600  # a slow machine stands still longer than until then
board = open_board(Path(sys.argv[1]), clock=DayClock(date.fromisoformat(sys.argv[2])))
reader = Reader(board)
first = reader.begin(read_home, translator(domain="kiosk"))
assert first.result().tiles
async def main():
    async with KioskApp(board, reader=reader, first=first).run_test() as pilot:
        await pilot.pause()
        print(*sorted(sys.modules))
        print(*styled)
asyncio.run(main())
"""
#: what other pages and whoever acts need: units of work with acts and people, vouchers, registers, files, PINs,
#: digests, parts of a page, interchange, commands
_OF_OTHERS = {
    "village_board.accounts.kept",
    "village_board.accounts.ledger",
    "village_board.accounts.model",
    "village_board.accounts.registers",
    "village_board.applications.model",
    "village_board.attachments.files",
    "village_board.desk",
    "village_board.disclosure.beside",
    "village_board.disclosure.explaining",
    "village_board.disclosure.refusals",
    "village_board.enquiries.model",
    "village_board.hearings.case",
    "village_board.hearings.execution",
    "village_board.interchange.importing",
    "village_board.keeping",
    "village_board.notices.model",
    "village_board.people.acts",
    "village_board.people.model",
    "village_board.people.pin",
    "village_board.people.service",
    "village_board.trust.log",
    "hashlib",
    "kiosk.sheet",
    "kiosk.layout",
    "click",
    "psycopg",
}


def test_the_home_starts_without_what_other_pages_need(village_home: Path) -> None:
    """Until the home stands, nothing is loaded that only another page or an act needs, and nothing is styled twice."""
    # Guard: kiosk/pages/home.py, village_board/board.py, village_board/records.py - an import at the top of one of
    # them. Guard: kiosk/screens/base.py:on_screen_resume - the home is styled a second time before anybody sees it.
    # Guard: kiosk/styles/home.tcss - a rule for the last child, and every target of the home is styled once more.
    argv = [sys.executable, "-c", _LOOK, str(village_home), TODAY.isoformat()]
    subprocess.run(argv, capture_output=True, check=True)  # the first may add what the store lacks
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    loaded, styled = done.stdout.splitlines()
    assert _OF_OTHERS & set(loaded.split()) == set()
    assert styled == ""
