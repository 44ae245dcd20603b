"""The kiosk's pages for browsers: the same reading, a bounded number of visitors, nothing from elsewhere."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import aiohttp
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.web import start as web_start
from kiosk.web.server import PAGE, Serving
from kiosk.web.visitor import MOST_COLUMNS, MOST_ROWS, window
from tests.web.conftest import is_there, served
from village_board.base.errors import UsageError

FLOOD = "x" * 6000


async def test_a_visitor_reads_and_taps_and_finds_no_door_for_staff(web_home: Path) -> None:
    """The home, a tap on its first tile, a key; the key of the staff opens nothing, and no word of protocol comes."""
    # Guard: kiosk/web/visitor.py:run - staff=False: a PIN pad on the public network.
    async with served(web_home) as site, site.visit() as visitor:
        await visitor.see("听证和决议")
        before = visitor.text
        assert "staff" not in before
        await visitor.say("stdin", "g")
        await visitor.say("stdin", "\x1b[<0;50;15M")
        await visitor.say("stdin", "\x1b[<0;50;15m")
        await visitor.see("共12条")
        assert visitor.others == []
        assert b"\x1b[?1003h" in visitor.raw  # Textual's own
        assert visitor.raw.rfind(b"\x1b[?1003l") > visitor.raw.rfind(b"\x1b[?1003h")


async def test_what_was_typed_wrongly_does_not_end_a_visit(web_home: Path) -> None:
    """F12 and A31 in a browser: reports that are sifted away, huge numbers, sizes of no window, words of no page."""
    # Guard: kiosk/web/visitor.py:VisitorParser - an empty text is Textual's end of file.
    async with served(web_home) as site, site.visit() as visitor:
        await visitor.see("听证和决议")
        [process] = site.processes
        for typed in (
            "\x1b[?2026;2$y",
            "\x1b[48;0;0;0;0t",
            "\x1b[99999999999999999999~",
            "\x1b[200~",
            "\x03\x1a",
            FLOOD,
        ):
            await visitor.say("stdin", typed)
        for width, height in ((0, 0), (-1, 5), (10**9, 10**9), (2, 1), ("x", None), (100, 30)):
            await visitor.say("resize", {"width": width, "height": height})
        for other in (["deliver_chunk_request", {"key": "x"}], ["stdin", 5], ["quit"], [None], [[]]):
            await visitor.say(*other)
        await visitor.say("ping", "1")
        await asyncio.sleep(1.1)  # the pace of what is typed is counted by the second
        for key in ("\x1b[H", "j"):
            await visitor.say("stdin", key)
        visitor.screen.reset()
        await visitor.say("resize", {"width": 99, "height": 30})
        await visitor.say("resize", {"width": 100, "height": 30})
        await visitor.see("听证和决议")
        assert site.processes == [process]


@pytest.mark.parametrize("message", ["no json", "null", "x" * 20_000])
async def test_words_of_no_page_end_the_visit_and_its_process(web_home: Path, message: str) -> None:
    """Nothing hangs about, and no traceback is printed."""
    async with served(web_home) as site, site.visit() as visitor:
        await visitor.see("听证和决议")
        [process] = site.processes
        await visitor.socket.send_str(message)
        await visitor.closed()
        await site.empty()
        assert not is_there(process)


async def test_the_number_of_visitors_is_bounded(web_home: Path) -> None:
    """One process a visitor: who comes too late reads so in three languages, and a place that is left is free."""
    # Guard: kiosk/web/server.py:WebKiosk._visit - a thousand tabs, a thousand processes.
    async with served(web_home, visitors=1) as site:
        async with site.visit() as visitor:
            await visitor.see("听证和决议")
            async with site.client.get(site.url) as page:
                assert page.status == 503
                assert "现在看的人太多" in await page.text()
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with site.visit():
                    pass
            assert refused.value.status == 503
            assert len(site.processes) == 1
        await site.empty()
        async with site.client.get(site.url) as page:
            assert page.status == 200


async def test_a_visit_that_nobody_touches_ends(web_home: Path) -> None:
    """A telephone in a pocket holds no place; its process is gone."""
    # Guard: kiosk/web/server.py:WebKiosk._end_idle
    async with served(web_home, idle=0.4) as site, site.visit() as visitor:
        await asyncio.sleep(0.05)
        [process] = site.processes
        await visitor.closed()
        await site.empty()
        assert not is_there(process)


async def test_a_process_that_hangs_is_ended_all_the_same(web_home: Path) -> None:
    """Kill -STOP on a visitor's process: who leaves takes it along."""
    # Guard: kiosk/web/service.py:VisitorService.stop - textual-serve waits for ever.
    import os  # noqa: PLC0415
    import signal  # noqa: PLC0415

    async with served(web_home) as site:
        async with site.visit() as visitor:
            await visitor.see("听证和决议")
            [process] = site.processes
            os.kill(process, signal.SIGSTOP)
        await site.empty()
        assert not is_there(process)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://127.0.0.1:1"])
async def test_another_site_s_page_opens_no_visit(web_home: Path, origin: str) -> None:
    """A page from elsewhere, in the browser of somebody here, could fill all places."""
    # Guard: kiosk/web/server.py:WebKiosk._visit
    async with served(web_home) as site:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with site.visit(origin):
                pass
        assert refused.value.status == 403
        assert not site.processes


async def test_the_page_names_no_other_machine_and_its_policy_forbids_it(web_home: Path) -> None:
    """No font, script or picture from elsewhere: neither in our files nor by mistake later."""
    # Guard: kiosk/web/server.py:_with_policy - textual-serve's own page asks fonts.googleapis.com.
    for file in PAGE.iterdir():
        assert not re.search(r"//[a-z]|url\(|@import", file.read_text(encoding="utf-8").replace("// ", "")), file.name
    async with served(web_home) as site:
        async with site.client.get(site.url) as page:
            policy = page.headers["Content-Security-Policy"]
            text = await page.text()
        assert "default-src 'none'" in policy
        assert "*" not in policy
        assert "unsafe-eval" not in policy
        for path in re.findall(r'(?:src|href)="((?:page|static)/[^"]+)"', text):
            async with site.client.get(f"{site.url}/{path}") as part:
                assert part.status == 200
                assert not re.search(rb"url\((?!data:)", await part.read())
        for path in ("/download/x", "/page/", "/static/", "/page/../visitor.py", "/page/..%2fvisitor.py"):
            async with site.client.get(aiohttp.client.URL(site.url + path, encoded=True)) as part:
                assert part.status in (403, 404)


async def test_a_host_that_is_no_address_is_refused(web_home: Path) -> None:
    """It would stand in the policy."""
    async with served(web_home) as site:
        for host in ("x; script-src *", "a b", "", "x" * 300):
            async with site.client.get(site.url, headers={"Host": host}) as page:
                assert page.status == 400


async def test_a_visitor_s_process_is_given_no_secret(web_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A30: the bot's token may stand in a variable of the server."""
    # Guard: kiosk/web/service.py:_GIVEN
    monkeypatch.setenv("VILLAGE_BOT_TOKEN", "123456789:AAE-not_a_real_one_0123456789")
    async with served(web_home) as site, site.visit() as visitor:
        await visitor.see("听证和决议")
        [process] = site.processes
        assert "VILLAGE_BOT_TOKEN" not in psutil.Process(process).environ()


@given(st.one_of(st.integers(), st.none(), st.text(), st.floats()), st.one_of(st.integers(), st.booleans(), st.none()))
def test_a_window_is_never_larger_than_a_window(width: object, height: object) -> None:
    """Whatever is said of it."""
    # Guard: kiosk/web/visitor.py:window - a grid of 10^18 cells.
    size = window(width, height)
    assert size is None or (1 <= size[0] <= MOST_COLUMNS and 1 <= size[1] <= MOST_ROWS)


def test_it_listens_on_this_machine_alone_unless_told() -> None:
    """Loopback unless --listen."""
    # Guard: kiosk/web/server.py:Serving.host; kiosk/start.py:_parser
    assert Serving(Path()).host == "127.0.0.1"
    look = "from kiosk.start import _parser; print(_parser().parse_args(['--web']).listen)"
    assert (
        subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "127.0.0.1\n"
    )


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """textual-serve is optional."""
    monkeypatch.setattr(web_start, "find_spec", lambda _: None)
    with pytest.raises(web_start.NoWebExtra) as refused:
        web_start.serve(None, None, lambda _: None)  # type: ignore[arg-type]
    assert isinstance(refused.value, UsageError)
