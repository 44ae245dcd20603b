"""The page in Debian's Chromium: it opens, answers taps, and asks nobody but this machine."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.web.browser import browser
from tests.web.conftest import served


def ink(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("L")


def differing(one: bytes, other: bytes) -> float:
    """Return which share of the pixels is another."""
    pairs = zip(ink(one).tobytes(), ink(other).tobytes(), strict=True)
    both = [abs(a - b) > 40 for a, b in pairs]
    return sum(both) / len(both)


@pytest.mark.outside
async def test_the_page_opens_answers_taps_and_asks_nobody_else(web_home: Path, tmp_path: Path) -> None:
    """Every request goes to the server, no script fails, a tap opens the accounts, and nothing opens a window."""
    # Guard: kiosk/web/page/index.html - a link to fonts.googleapis.com, as textual-serve's own page has it.
    async with served(web_home) as site, browser(tmp_path) as tab:
        await tab.do("Page.navigate", url=site.url)
        await tab.until("document.body && document.body.classList.contains('-first-byte')")
        await tab.until("document.querySelector('#terminal canvas') !== null")
        columns = await tab.worth("Math.floor(window.innerWidth / 50)")
        assert columns
        [visit] = site.kiosk._visits
        await _still(tab)
        home = await tab.picture()
        assert len(set(ink(home).resize((64, 40)).tobytes())) > 5  # it is painted, and not one colour
        width, height = await tab.worth("window.innerWidth"), await tab.worth("window.innerHeight")
        touched = visit.touched
        for part in (0.5, 0.55, 0.6):  # a door, wherever this size has a gap between two
            await tab.tap(width * 0.5, height * part)
            await _still(tab)
            if differing(home, await tab.picture()) > 0.02:
                break
        else:
            pytest.fail("no tap opened a door")
        assert visit.touched > touched
        assert await tab.worth("window.open('http://example.org/')") is None
        machines = {urlsplit(url).netloc for url in tab.asked if not url.startswith("data:")}
        assert machines == {urlsplit(site.url).netloc}
        assert {urlsplit(url).scheme for url in tab.asked} <= {"http", "ws", "data"}
        assert tab.faults == []
        await tab.do("Page.navigate", url="about:blank")
        await site.empty()


async def _still(tab: object) -> None:
    """Wait until two pictures, half a second apart, are the same."""
    import asyncio  # noqa: PLC0415

    before = b""
    for _ in range(40):
        now = await tab.picture()  # type: ignore[attr-defined]
        if now == before:
            return
        before = now
        await asyncio.sleep(0.5)
