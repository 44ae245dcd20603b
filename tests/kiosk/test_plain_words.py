"""K24, K25: what every page of the demo village says, read as a villager reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from kiosk.pages.catalogue import EntryPage
from kiosk.pages.doors import door
from kiosk.pages.executions import ExecutionPage
from kiosk.pages.imprint import dated
from kiosk.said import IN_THE_HALL, hall_translator
from kiosk.sheet import Bars, Entry, Facts, Heading, Page, Sheet, Table, Words
from tests.i18n import catalogues
from tests.kiosk.hall import shelf_of
from village_board.base.errors import NotFound
from village_board.base.message import say
from village_board.board import Board
from village_board.catalogue.model import Entry as CatalogueEntry
from village_board.hearings.execution import Execution

DAY = date(2026, 11, 22)
DOORS = range(1, 7)
#: pages of one class that are read
OF_A_CLASS = 5
#: amounts without separators, amounts in figures where no unit follows or heads the column
UNSEPARATED = re.compile(r"(?<![\d.,-])\d{4,}\.\d{2}(?!\d)")
ISO_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
ISO_MONTH = re.compile(r"(?<![\w-])20\d{2}-(?:0[1-9]|1[0-2]|Q[1-4])(?![\w-])")
OTHER_NAMES = re.compile(r"公开板|公开栏|村务板|看板")
#: which of them says since when it is public, or how old it is
_DATED = {"公布日期", "公告日期", "最近更新", "最近核对", "最近一步", "截至"}
#: pages whose heads say it in their own form: who answered, who signed
_ELSEWHERE = frozenset({"EnquiryPage", "FinanceSheetPage"})
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def read(demo: Board) -> dict[Page, Sheet]:
    """Pages of every class, as the doors of the home lead to them."""
    shelf, found, seen = shelf_of(demo), {}, Counter[type]()
    edge: list[Page] = [door(number) for number in DOORS]
    while edge:
        page = edge.pop(0)
        if page in found or seen[type(page)] >= OF_A_CLASS:
            continue
        seen[type(page)] += 1
        try:
            found[page] = sheet = page.read(shelf)
        except NotFound:  # pragma: no cover - told by the test below
            raise AssertionError(page) from None
        edge += [part.goto for part in sheet.parts if isinstance(part, Entry)]
        edge += [further for further in (sheet.after,) if further is not None]
    return found


def texts(sheet: Sheet) -> Iterator[str]:
    """Yield every text of a sheet on its own."""
    yield sheet.title
    for part in sheet.parts:
        match part:
            case Words(text) | Heading(text):
                yield text
            case Facts(pairs):
                yield from chain.from_iterable(pairs)
            case Table(heads, rows):
                yield from chain.from_iterable((heads, *rows))
            case Entry(title=title, note=note, right=right, mark=mark):
                yield from (title, note, right, mark)
            case Bars(groups):
                for title, group in groups:
                    yield from (title, *chain.from_iterable((bar.label, bar.words) for bar in group))


def labels(sheet: Sheet) -> Iterator[str]:
    """Yield what the program itself says: labels, headings, heads of columns."""
    for part in sheet.parts:
        match part:
            case Heading(text):
                yield text
            case Facts(pairs):
                yield from (label for label, _ in pairs)
            case Table(heads):
                yield from heads


def test_every_kind_of_page_is_read(read: dict[Page, Sheet]) -> None:
    """The walk from the home reaches the pages of money, matters, things, services and finding."""
    assert len({type(page) for page in read}) > 40
    assert all(sheet.title for sheet in read.values())


def test_k25_amounts_have_separators_and_days_are_written_out(read: dict[Page, Sheet]) -> None:
    """K25: 1,234.56 and 2026年9月30日 wherever the program writes an amount, a day or a period."""
    # Guard: kiosk/pages/wording.py:period - 2026-Q3 is a code of clerks.
    for page, sheet in read.items():
        for text in texts(sheet):
            for pattern in (UNSEPARATED, ISO_DAY, ISO_MONTH):
                assert not pattern.search(text), (page, text)


def test_k25_amounts_have_a_unit(read: dict[Page, Sheet]) -> None:
    """K25: an amount outside a table, whose head names the unit, ends in 元."""
    amount = re.compile(r"(?<![\d.,])-?\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%])(?!元|亩| ?\+| ?-|\n?=)")
    for page, sheet in read.items():
        for part in sheet.parts:
            said = [part.text] if isinstance(part, Words) else []
            if isinstance(part, Entry):
                said = [part.right]
            for text in said:
                assert not amount.search(text), (page, text)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_k25_no_command_of_the_terminal_is_said_in_the_hall(language: str) -> None:
    """K25: a record that is not there sends a villager to people, and not to a command."""
    # Guard: kiosk/said.py:hall_translator - "look it up with village-board search".
    said = hall_translator(language).say(NotFound(say("hearing"), "h1234567").message)
    assert "h1234567" in said
    assert "village-board" not in said
    assert {("", text) for text in IN_THE_HALL} <= catalogues.known(catalogues.read("village_board")).keys()


@pytest.mark.parametrize("domain", catalogues.DOMAINS)
def test_k25_the_board_has_one_name(domain: str) -> None:
    """K25: 村务公开 in all words of kiosk, bot and core; 公开栏 is a wall of paper."""
    for words in catalogues.known(catalogues.read(domain)).values():
        for text in [words] if isinstance(words, str) else words:
            assert not OTHER_NAMES.search(text), text


def test_k17_k25_no_label_is_left_in_english(read: dict[Page, Sheet]) -> None:
    """K17, K25: labels, headings and heads of columns are Chinese."""
    for page, sheet in read.items():
        for text in labels(sheet):
            assert not LATIN.search(text), (page, text)


@pytest.mark.parametrize(
    "kind",
    ["ItemPage", "HearingPage", "ResolutionPage", "VoucherPage", "ContractPage", "ResourcePage", "AssetPage",
     "SubsidyPage", "FinanceSheetPage", "CasePage", "EnquiryPage", "GuidePage", "ContactPage", "AnswerPage"],
)  # fmt: skip
def test_k24_every_answer_says_when_by_whom_and_its_code(read: dict[Page, Sheet], kind: str) -> None:
    """K24: since when it is public, who answers for it, and the short code that its QR code opens."""
    # Guard: kiosk/pages/guides.py:_kept - an answer without a day is worth nothing next year.
    # Guard: kiosk/pages/accounts.py:_facts - nobody knows from which import a voucher is.
    of_kind = [(page, sheet) for page, sheet in read.items() if type(page).__name__ == kind]
    assert of_kind
    for page, sheet in of_kind:
        facts = {
            label: value for part in sheet.parts if isinstance(part, Facts) for label, value in part.pairs if value
        }
        assert any(re.search(r"\d{4}年", facts.get(label, "")) for label in _DATED), (page, facts)
        if kind not in _ELSEWHERE:
            assert {"公开单位", "负责"} & set(facts), (page, facts)
        if sheet.subject and kind != "FinanceSheetPage":
            assert sheet.subject in facts.values(), (page, facts)


def test_k24_every_page_says_of_when_it_is(read: dict[Page, Sheet], demo: Board) -> None:
    """K24, point 2: an answer names a day or a period and its code; a list says as of when, or it only leads on."""
    # Guard: kiosk/pages/imprint.py:dated - lists that hold as of no day.
    shelf = shelf_of(demo)
    for page, sheet in read.items():
        said = [value for part in sheet.parts if isinstance(part, Facts) for _, value in part.pairs]
        if sheet.subject:
            assert any(re.search(r"\d{4}年", value) for value in (*said, sheet.as_of)), page
            assert sheet.subject in said, page
        elif any(isinstance(part, Entry) for part in sheet.parts) and not page.LEADS_ON:
            words = [part.text for part in sheet.parts if isinstance(part, Words)]
            assert any(re.search(r"\d{4}年", text) for text in (*said, *words, dated(page, shelf).as_of)), page


def test_k24_where_nothing_is_published_one_learns_whom_to_ask(demo: Board) -> None:
    """K24: a gap of the catalogue is no dead end."""
    # Guard: kiosk/pages/catalogue.py:EntryPage.read - whoever misses something is told so, and goes home.
    shelf = shelf_of(demo)
    sheets = [EntryPage(one.code).read(shelf) for one in shelf.records.all(CatalogueEntry)]
    gaps = [sheet for sheet in sheets if not sheet.subject]
    assert gaps
    for sheet in gaps:
        assert Words("要问请到村委会；有疑点请找村务监督委员会。") in sheet.parts, sheet.title


def test_k24_how_a_decision_is_carried_out_says_since_when_and_by_whom(demo: Board) -> None:
    """K24: the day, who answers for it, the short code and what one can do stand below offers and progress."""
    # Guard: kiosk/pages/executions.py:ExecutionPage.read - a page with a QR code and without the code in words.
    shelf = shelf_of(demo)
    sheets = [ExecutionPage(one.id).read(shelf) for one in shelf.records.all(Execution)]
    assert sheets
    for sheet in sheets:
        (imprint,) = [dict(part.pairs) for part in sheet.parts if isinstance(part, Facts) and part.imprint]
        assert imprint["短码"] == sheet.subject
        assert {"最近更新", "公开单位"} <= imprint.keys()
        assert Heading("您可以这样做") in sheet.parts
