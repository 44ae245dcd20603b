"""The site in Debian's Chromium: below a sub-path and from a stick, looked through by axe, searched, printed."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from pypdf import PdfReader

from tests.kiosk.village import TODAY, make_village
from tests.web.browser import Browser, browser
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing, Resolution
from village_board.site.service import export_site

#: the rules of axe by which pages are judged; the last one asks for a contrast of seven to one.
AXE, RULES = "axe-core@4.14.1", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"]
_RUN = (
    "axe.run(document, {runOnly: %s})"
    ".then((done) => JSON.stringify(done.violations.map((one) => [one.id, one.nodes[0].html])))"
)
VIEWS = ((390, "light"), (390, "dark"), (1280, "light"))
pytestmark = pytest.mark.outside


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A site on the disk, and the addresses of pages of every sort."""
    folder = tmp_path_factory.mktemp("site")
    board = make_village(folder / "home")
    with board.reading() as records:
        export_site(records, board.settings, board.home, folder / "out")
        corrected = next(one for one in records.all(Item) if one.correction is not None and one.public)
        codes = [next(iter(records.all(Hearing))).id, next(iter(records.all(Resolution))).id, corrected.id]
    board.close()
    doors = ("", "items/", "accounts/", f"accounts/{TODAY.year}/", "property/rents/", "missing/", "about/", "search/")
    others = ("en/", "zh-Hant/statistics/", "all/", "ask/how/")
    return folder / "out", (*doors, *others, *(f"c/{code}/" for code in codes))


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe, from its registry, in a folder that goes."""
    npm, folder = shutil.which("npm"), tmp_path_factory.mktemp("axe")
    assert npm is not None
    quiet = ("--silent", "--no-fund", "--no-audit", "--ignore-scripts")
    subprocess.run([npm, "install", *quiet, "--prefix", folder, AXE], check=True, cwd=folder, timeout=240)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


@asynccontextmanager
async def served(out: Path) -> AsyncIterator[str]:
    """Serve a folder below a sub-path, as a web space would."""
    app = web.Application()
    app.router.add_static("/village/board", out)
    runner = web.AppRunner(app)
    await runner.setup()
    place = web.TCPSite(runner, "127.0.0.1", 0)
    await place.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}/village/board/"
    finally:
        await runner.cleanup()


async def look(tab: Browser, url: str, width: int, scheme: str) -> None:
    """Open a page as a reader with this screen."""
    await tab.do("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1, mobile=width < 500)
    await tab.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    await tab.do("Page.navigate", url=url)
    await tab.until(f"location.href === {json.dumps(url)} && document.readyState === 'complete'")


async def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(
    site: tuple[Path, tuple[str, ...]], axe: str, tmp_path: Path
) -> None:
    """Pages of every sort, light and dark, on phone and desk: no violation, a contrast of 7:1, no sideways scroll."""
    out, addresses = site
    async with browser(tmp_path) as tab:
        for address in addresses:
            for width, scheme in VIEWS:
                await look(tab, f"file://{out}/{address}index.html", width, scheme)
                assert await tab.worth("getComputedStyle(document.body).maxWidth") != "none", "its style is missing"
                assert await tab.worth("document.documentElement.scrollWidth") <= width, address
                await tab.worth(f"{axe};0")
                script = _RUN % json.dumps(RULES)
                done = await tab.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
                assert json.loads(done["result"]["value"]) == [], (address, width, scheme)


async def test_no_request_leaves_the_site_and_nothing_is_refused(
    site: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    """Below a sub-path and from a stick a page asks for its own files alone, and its own policy lets all of them in."""
    # Guard: site/templates/page.html - a font or a script from elsewhere would tell others who reads.
    out, addresses = site
    async with served(out) as url, browser(tmp_path) as tab:
        for base in (url, f"file://{out}/"):
            tab.asked.clear()
            for address in addresses:
                await look(tab, f"{base}{address}index.html", 390, "light")
                await tab.do("Page.getLayoutMetrics")
            assert len(tab.asked) > len(addresses)
            assert not [asked for asked in tab.asked if not asked.startswith(base)]
        assert tab.faults == []


async def test_the_search_finds_what_is_typed_and_leads_there(
    site: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    """From a stick, in Traditional characters, with a short code; what is typed stays words."""
    out, _ = site
    async with browser(tmp_path) as tab:
        await look(tab, f"file://{out}/search/index.html", 390, "light")
        for words, least in (
            ("鱼塘", 1),
            ("魚塘", 1),
            ("　鱼塘 听证", 1),
            ("<img src=x onerror=alert(1)>", 0),
            ("", 0),
        ):
            typed = json.dumps(words)
            found = await tab.worth(
                f"(() => {{ const box = document.getElementById('words'); box.value = {typed};"
                " box.dispatchEvent(new Event('input')); return document.querySelectorAll('#found li a').length; })()"
            )
            assert (found >= 1) is bool(least), words
        await tab.worth(
            "document.getElementById('words').value = '鱼塘';"
            "document.getElementById('words').dispatchEvent(new Event('input'));"
            "setTimeout(() => document.querySelector('#found a').click(), 0)"
        )
        await tab.until("location.pathname.includes('/c/') && document.readyState === 'complete'")
        assert "鱼塘" in await tab.worth("document.querySelector('h1').textContent")
        assert tab.faults == []


async def test_a_printed_page_has_its_words_and_no_doors(site: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
    """On A4: the village, the title, the short code; neither navigation nor languages, and nothing cut off."""
    out, addresses = site
    address = addresses[-1]
    async with browser(tmp_path) as tab:
        await tab.do("Page.navigate", url=f"file://{out}/{address}index.html")
        await tab.until("document.readyState === 'complete'")
        printed = await tab.do("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=False)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages)
    assert address.split("/")[1] in text.replace(" ", "")
    assert "English" not in text
