"""Pictures of the kiosk's screens as text: what stands where, and in which style.

A file a size keeps, for each screen, the digest of its styles and its text, packed: a difference can be shown line by
line and the repository stays light. ``python -m tests.kiosk.snapshots`` writes them anew, after somebody looked.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import sys
import tempfile
import zlib
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

from kiosk.scale import Scale
from kiosk.screens.search import SearchScreen
from kiosk.screens.slip import SlipScreen
from kiosk.sheet import Page
from tests.kiosk.hall import Hall, hall
from tests.kiosk.specimen import SpecimenPage
from tests.kiosk.village import TODAY, FixedClock, make_village
from tests.kiosk.ways import pages_of
from village_board.base import ids
from village_board.board import Board, open_board
from village_board.people.acts import Act
from village_board.polls.model import Counts, Poll, PollQuestion, PollState

FOLDER = Path(__file__).parent / "pictures"
SIZES = ((80, 24), (100, 30), (53, 47), (120, 40), (240, 67))
#: where words of another language are longer or shorter, every screen is taken in it at the reference size too.
LANGUAGES = ("zh-Hant", "en")
REFERENCE = (80, 24)
#: what every test run looks at: one page with every part; the rest is a proof that takes minutes.
EVERYDAY = tuple((size, scale) for size in ((80, 24), (53, 47), (120, 40)) for scale in (Scale.NORMAL, Scale.EXTRA))
EVERYDAY_FILE = "specimen.json"
#: one question that enough have answered, and one that too few have.
POLL = Poll(
    name="村口班车时间",
    about="班车公司问村里要几点的车。结果交给班车公司。",
    asked="本村村民",
    questions=(
        PollQuestion("早班车几点好？", ("六点", "七点", "八点")),
        PollQuestion("周末要不要加一班？", ("要", "不要")),
    ),
    opened_on=TODAY - timedelta(days=20),
    closes_on=TODAY - timedelta(days=10),
    least=10,
    state=PollState.CLOSED,
    ended_on=TODAY - timedelta(days=10),
    handed_out=30,
    counts=Counts(((7, 5, 1), (2, 1)), by_chat=9, by_slip=4),
)


@contextmanager
def counted_ids() -> Iterator[None]:
    """Give ids that are the same in every run while the block runs: they stand on the screens, and in the codes."""
    dice = Random(7)
    with patch.object(ids, "os", SimpleNamespace(urandom=dice.randbytes)):
        yield


def make_pictured(home: Path) -> None:
    """Make the village that is taken: that of the other tests, and a poll that is over."""
    with counted_ids():
        board = make_village(home)
        with board.desk() as desk:
            desk.require(Act.IMPORT)
            desk.put(POLL)
            desk.record()
        board.close()


def digest(there: Hall) -> str:
    """Return the digest of every piece's style, in its place."""
    made = hashlib.sha256()
    for strip in there.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            made.update(f"{segment.text}|{style.color if style else ''}|{style.bgcolor if style else ''}|".encode())
            made.update(str(bool(style and style.bold)).encode())
        made.update(b"\n")
    return made.hexdigest()[:12]


def picture(there: Hall) -> tuple[str, str]:
    """Return style digest and text of what is painted."""
    return digest(there), "\n".join(line.rstrip() for line in there.text.split("\n"))


async def screens(there: Hall, pages: Iterable[Page]) -> AsyncIterator[str]:
    """Show one screen after another, and yield the name of each."""
    yield "home"
    for page in pages:
        await there.open(page)
        await there.settle()  # the code beside it has come, or is known not to
        yield type(page).__name__
        there.app.go_home()
        await there.settle()
    for name, screen in (("search", SearchScreen), ("slip", SlipScreen)):
        there.app.push_screen(screen())
        await there.settle()
        yield name
        there.app.go_home()
        await there.settle()
    there.app.read_aloud(("这一句正在念。", "这一句接着念。"), "")
    await there.settle()
    yield "aloud"
    there.app.go_home()
    await there.settle()
    there.wait(70)
    there.app.look_at_idleness()
    await there.settle()
    yield "ask"
    there.app.begin_anew()
    await there.settle()
    yield "attract"


async def taken(board: Board, size: tuple[int, int], language: str, scale: Scale) -> dict[str, tuple[str, str]]:
    """Return the pictures of all screens by name."""
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot", telephone="0512-5550101")
    pages: list[Page] = [SpecimenPage(), *pages_of(board)]
    found = {}
    async with hall(board, size) as there:
        await _turn(there, language, scale)
        async for name in screens(there, pages):
            found[name] = picture(there)
    return found


async def specimen(board: Board, size: tuple[int, int], scale: Scale) -> tuple[str, str]:
    """Return the picture of the page with every part."""
    async with hall(board, size) as there:
        await _turn(there, "zh-Hans", scale)
        await there.open(SpecimenPage())
        await there.settle()  # the code beside it has come, or is known not to
        return picture(there)


async def _turn(there: Hall, language: str, scale: Scale) -> None:
    if language != there.app.t.language:
        there.app.speak(language)
    if scale is not Scale.NORMAL:
        there.app.grow(scale)
    await there.settle()


def variants(size: tuple[int, int]) -> list[tuple[str, Scale]]:
    """Return the languages and sizes of letters that are taken at `size`: all of them at the reference alone."""
    if size != REFERENCE:
        return [("zh-Hans", Scale.NORMAL)]
    return [*(("zh-Hans", scale) for scale in Scale), *((language, Scale.NORMAL) for language in LANGUAGES)]


def name_of(size: tuple[int, int], language: str, scale: Scale) -> str:
    """Return the name of the file of these pictures."""
    return f"{size[0]}x{size[1]}-{language}-{scale.value}.json"


def everyday_name(size: tuple[int, int], scale: Scale) -> str:
    """Return the name of one picture of every day."""
    return f"{size[0]}x{size[1]}-{scale.value}"


def read(file: str) -> dict[str, tuple[str, str]]:
    """Return the kept pictures of one file; empty where there are none."""
    path = FOLDER / file
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        name: (style, zlib.decompress(base64.b85decode(text)).decode()) for name, (style, text) in sorted(kept.items())
    }


def write(file: str, pictures: dict[str, tuple[str, str]]) -> None:
    """Keep the pictures of one file."""
    FOLDER.mkdir(exist_ok=True)
    kept = {
        name: [style, base64.b85encode(zlib.compress(text.encode(), 9)).decode()]
        for name, (style, text) in pictures.items()
    }
    lines = (f" {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(kept.items()))
    (FOLDER / file).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main(wanted: list[str]) -> None:
    """Write the pictures of the sizes named, such as ``80x24``, or of all; those of every day in any case."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_pictured(home)
        board = open_board(home, clock=FixedClock())
        everyday = {everyday_name(*one): asyncio.run(specimen(board, *one)) for one in EVERYDAY}
        board.close()
        write(EVERYDAY_FILE, everyday)
        for size in SIZES:
            if wanted and f"{size[0]}x{size[1]}" not in wanted:
                continue
            for language, scale in variants(size):
                board = open_board(home, clock=FixedClock())
                try:
                    write(name_of(size, language, scale), asyncio.run(taken(board, size, language, scale)))
                finally:
                    board.close()


if __name__ == "__main__":
    main(sys.argv[1:])
