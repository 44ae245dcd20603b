"""What the pages say, read without a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tinydb import where

from kiosk.pages.accounts import AccountsPage, MonthPage, VoucherPage
from kiosk.pages.catalogue import CataloguePage, EntryPage, MissingPage, SearchPage, SubsidiesPage
from kiosk.pages.contracts import ContractPage, RentsPage
from kiosk.pages.doors import door
from kiosk.pages.finding import find
from kiosk.pages.follow import FollowPage
from kiosk.pages.hearings import HearingPage, HearingsPage
from kiosk.pages.home import read_home
from kiosk.pages.items import ItemPage
from kiosk.pages.resolutions import ResolutionPage
from kiosk.sheet import Bars, Entry, Facts, Page, Sheet, Table, Words
from tests.kiosk.hall import entries, shelf_of
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.catalogue.model import Entry as CatalogueEntry
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing, Resolution


def words_of(sheet: Sheet) -> str:
    """Return all words of a sheet."""

    def texts() -> Iterator[str]:
        yield sheet.title
        for part in sheet.parts:
            match part:
                case Words(text):
                    yield text
                case Facts(pairs):
                    yield from (f"{label} {value}" for label, value in pairs if value)
                case Table(heads, rows):
                    yield from (" ".join(row) for row in (heads, *rows))
                case Entry(title=title, note=note, right=right, mark=mark):
                    yield f"{title} {note} {right} {mark}"
                case Bars(groups):
                    for title, group in groups:
                        yield " ".join((title, *(f"{bar.label} {bar.words}" for bar in group)))
                case heading:
                    yield heading.text

    return "\n".join(texts())


def one(board: Board, cls: type, number: str) -> str:
    return board.records().one(cls, where("number") == number).id


def test_the_home_answers_at_a_glance(board: Board) -> None:
    """Next meeting with days left, running notices, what is missing with its reason, the month's equation."""
    home = read_home(shelf_of(board))
    answers = dict(home.answers)
    assert "2026年11月25日 14:30（还有5天）  村东鱼塘" in answers[home.answers[0][0]]
    assert "四组到七组村道硬化，还剩" in home.answers[1][1]
    assert "项：" in home.answers[2][1]
    assert answers["2026年10月"] == "期初 794,280.00 + 收入 14,491.50 - 支出 21,271.50\n= 结余 787,500.00元"
    assert home.newest is not None
    assert home.newest[0] == "2026年耕地地力保护补贴发放名单"


def test_k3_everything_current_is_within_three_taps(board: Board) -> None:
    """K3: this year's hearings, any month, the current issue of every catalogue entry; a voucher in three."""
    # Guard: kiosk/pages/doors.py:door - a further menu between would hide the answer.
    shelf = shelf_of(board)
    within: dict[Page, int] = {}
    edge: list[Page] = [door(number) for number in range(1, 7)]
    for taps in (1, 2, 3):
        within.update(dict.fromkeys(edge, taps))
        rows = [row.goto for page in edge for row in entries(page.read(shelf)) if not isinstance(row.goto, SearchPage)]
        edge = [page for page in dict.fromkeys(rows) if page not in within]
    for hearing in board.records().all(Hearing):
        assert within[HearingPage(hearing.id)] <= 2
    for month in range(1, 11):
        assert within[MonthPage(f"2026-{month:02d}")] == 2
    for voucher in board.records().all(Voucher):
        assert within[VoucherPage(voucher.id)] == 3
    catalogue = list(board.records().all(CatalogueEntry))
    assert len(catalogue) > 50
    for entry in catalogue:
        assert within[EntryPage(entry.code)] <= 3, entry.code


def test_k24_a_detail_says_who_when_status_code_and_what_to_do(board: Board) -> None:
    """K24: each item and decision says who published it, when, how it stands, its short code, what one can do."""
    # Guard: kiosk/pages/imprint.py:told - a page that says nothing of where it comes from.
    shelf = shelf_of(board)
    item = board.records().one(Item, where("number") == "GK-1")
    said = words_of(ItemPage(item.id).read(shelf))
    for expected in ("2026年第2季度", "2026年7月23日", "村民委员会", "第2版", item.id, "您可以这样做", "漏记一笔电费"):
        assert expected in said
    said = words_of(ResolutionPage(one(board, Resolution, "JY-2026-09")).read(shelf))
    for expected in ("应到42人，实到39人", "赞成35票，反对2票，弃权2票", "还剩", "3号条", "还没有答复"):
        assert expected in said


def test_p10_a_result_that_nobody_confirmed_is_not_shown(board: Board) -> None:
    """P10: counts of a hearing are public only after a second person confirmed them."""
    # Guard: kiosk/pages/hearings.py:_COUNTED - one member's slip of the pen would be the village's result.
    said = words_of(HearingPage(one(board, Hearing, "TZ-2026-04")).read(shelf_of(board)))
    assert "40人" not in said
    assert "39人" not in said
    assert "第二位委员确认后" in said


def test_p10_a_speaker_is_named_only_by_choice(board: Board) -> None:
    """P10: opinions bear slip numbers."""
    said = words_of(HearingPage(one(board, Hearing, "TZ-2026-06")).read(shelf_of(board)))
    assert "1号" in said
    assert "原定2026年9月26日 09:00" in said


def test_k2_what_is_late_says_so_in_words(board: Board) -> None:
    """K2: arrears and gaps are words, not colours."""
    # Guard: kiosk/pages/contracts.py:rent_entry - who owes and who has paid would look alike.
    shelf = shelf_of(board)
    late = entries(RentsPage().read(shelf))[0]
    assert (late.mark, late.right) == ("已迟314天", "欠 19,200.00元")
    said = words_of(ContractPage(one(board, Contract, "HT-2024-01")).read(shelf))
    assert "逾期" in said
    assert "未到期" in said
    assert "预计2026年11月30日  镇里的账本还没有退回" in words_of(MissingPage().read(shelf))


def test_p8_no_article_number_is_shown(board: Board) -> None:
    """P8: the law's name, and never an article that may have moved."""
    shelf = shelf_of(board)
    for code in ("SG-03", "SG-04", "SG-17"):
        assert "条" not in words_of(EntryPage(code).read(shelf)).replace("条例", "")


def test_p14_a_payee_is_masked_and_a_firm_is_not(board: Board) -> None:
    """P14: whom a voucher paid is public where it is no private person."""
    # Guard: kiosk/pages/wording.py:party - the hall would read who got relief.
    records = board.records()
    paid = [
        words_of(VoucherPage(v.id).read(shelf_of(board))) for v in records.find(Voucher, where("month") == "2026-03")
    ]
    assert sum("王**" in said for said in paid) == 1
    assert sum("县供电公司" in said for said in paid) == 3


def test_a_voucher_leads_to_its_contract_and_decision(board: Board) -> None:
    """From the money to the paper behind it."""
    shelf = shelf_of(board)
    for number, expected in (("03-001", ContractPage), ("03-004", ResolutionPage)):
        rows = entries(VoucherPage(one(board, Voucher, number)).read(shelf))
        assert [type(row.goto) for row in rows] == [FollowPage, expected]


def test_a_draft_has_no_page(board: Board) -> None:
    """What is not published is not there, not even by its id."""
    # Guard: kiosk/pages/items.py:ItemPage.read - a draft's id in a link would open it.
    with pytest.raises(NotFound):
        ItemPage(one(board, Item, "GK-4")).read(shelf_of(board))
    assert "草稿" not in words_of(EntryPage("SG-05").read(shelf_of(board)))


def test_an_earlier_version_stays_readable(board: Board) -> None:
    """A corrected item leads to what it replaced."""
    sheet = ItemPage(one(board, Item, "GK-1")).read(shelf_of(board))
    before = entries(sheet)[-1].goto.read(shelf_of(board))
    assert "128,400.00" in words_of(before)
    assert "96,312.50" not in words_of(before)


def test_subsidies_with_something_published_come_first(board: Board) -> None:
    """Who looks for the arable-land subsidy finds it on the first leaf."""
    rows = entries(SubsidiesPage().read(shelf_of(board)))
    assert "耕地地力保护补贴" in rows[0].title
    assert "2026年11月19日" in rows[0].right


@pytest.mark.parametrize("query", ["鱼塘", "鱼", "ytgz", "9849", "HT-2024-01", "98"])
def test_k20_a_search_needs_no_chinese_input(board: Board, query: str) -> None:
    """K20: characters, initials, the digits under the initials, and numbers of papers find."""
    # Guard: kiosk/pages/finding.py:spellings - on a touch screen nobody could search.
    assert any("鱼塘" in row.title for row in find(shelf_of(board), query).rows)


def test_a_search_for_nothing_finds_nothing(board: Board) -> None:
    """No query, markup and nonsense give no hit and no error."""
    for query in ("", "[/]", "\x1b", "qqqqq", "11111111111111111111"):
        assert find(shelf_of(board), query).rows == ()


def test_hearings_to_come_stand_first_then_the_doors_then_the_newest(board: Board) -> None:
    """The nearest hearing, the matters on their way, the decisions and the figures; the others are hearings by day."""
    titles = [row.title for row in entries(HearingsPage().read(shelf_of(board)))]
    assert "鱼塘" in titles[0]
    assert titles[2] == "村民会议的决议"
    assert "村道" in titles[4]
    assert "续包" in titles[-1]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_k17_names_are_never_converted(board: Board, language: str) -> None:
    """K17: the words around are of the language, what people wrote stays as they wrote it."""
    # Guard: village_board/i18n/translator.py:translator - every reader would be given Simplified Chinese.
    shelf = shelf_of(board, language)
    sheet = CataloguePage().read(shelf)
    assert sheet.title == {"zh-Hans": "目录和查找", "zh-Hant": "目錄和查找", "en": "Catalogue and search"}[language]
    assert any("村东鱼塘" in words_of(row.goto.read(shelf)) for row in entries(AccountsPage().read(shelf)))
