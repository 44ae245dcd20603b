"""What a villager asks, and what the bot answers."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import data
from bot.reply import CALLBACK_BYTES, Button, Reply, parts, unlinked
from bot.words import number_in, understood
from tests.bot.players import Players
from tests.support.builders import TODAY, Staff, keep
from village_board.base.ids import is_id
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.model import Hearing, HearingConclusion, Resolution
from village_board.hearings.rules import Counts
from village_board.hearings.service import HearingResult, record_hearing_result
from village_board.links.service import record_of_payload
from village_board.people.model import Person

VILLAGER = 70


async def test_start_shows_the_next_meeting_the_money_and_the_buttons(players: Players) -> None:
    """/start answers the two most wanted questions before any button is pressed."""
    heard = await players.say(VILLAGER, "/start")
    assert "2026年9月13日" in heard.text
    assert "鱼塘改标" in heard.text
    assert {"下次开会", "村里的账", "订阅通知", "这里不收什么"} <= set(heard.labels)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("三月花了多少", "2026年3月花了1,234.56元"),
        ("３月花了多少？", "2026年3月花了1,234.56元"),
        ("三月收了多少钱", "2026年3月收了5,000.00元"),
        ("余额", "2026年8月底结余13,665.44元"),
        ("餘額", "2026年8月底结余13,665.44元"),
        ("上个月花了多少", "2026年8月花了100.00元"),
        ("今年花了多少", "2026年花了1,334.56元"),
        ("下次开会", "下次开会：2026年9月13日"),
        ("什么时候开会", "下次开会：2026年9月13日"),
        ("鱼塘", "查“鱼塘”"),
        ("魚塘", "鱼塘承包合同"),
        ("塘", "鱼塘承包合同"),
        ("ytcb", "鱼塘承包合同"),
        ("租金", "一共欠8,000.00元"),
        ("鱼塘谁包的", "鱼塘承包合同"),
    ],
)
async def test_words_are_answered_with_the_answer_first(players: Players, words: str, said: str) -> None:
    """Colloquial, full-width, Traditional and one-character words get the answer in the first lines."""
    heard = await players.say(VILLAGER, words)
    assert said in "\n".join(heard.text.split("\n")[:6])


async def test_a_month_without_accounts_is_never_nought(players: Players) -> None:
    """Where data are missing the bot says so and what there is, and never "0"."""
    heard = await players.say(VILLAGER, "五月花了多少")
    assert "这里没有2026年5月的账" in heard.text
    assert "2026年3月到2026年8月" in heard.text
    assert "0.00" not in heard.text


async def test_an_empty_search_says_what_to_try(players: Players) -> None:
    """A search that finds nothing is not the end."""
    heard = await players.say(VILLAGER, "飞机场")
    assert "没有查到“飞机场”" in heard.text
    assert "换短一点的词" in heard.text


async def test_lists_are_paged_by_editing(players: Players, village: Board) -> None:
    """The next page takes the place of the page before."""
    keep(village, *(Item(number=f"L{n}", name=f"水渠{n}", published_on=TODAY) for n in range(20)))
    first = await players.say(VILLAGER, "水渠")
    assert len([label for label in first.labels if label.startswith("水渠")]) == 6
    second = await players.press(VILLAGER, "下一页")
    assert players.request.calls[-1][0] == "editMessageText"
    assert "7. " in second.text


async def test_r_payload_opens_that_very_record(players: Players, village: Board) -> None:
    """A deep link r_<id> shows the record, with its short code."""
    hearing = next(village.records().all(Hearing))
    heard = await players.say(VILLAGER, f"/start r_{hearing.id}")
    assert hearing.matter in heard.text
    assert f"短码 {hearing.id}" in heard.text
    assert (await players.say(VILLAGER, hearing.id)).text == heard.text


@given(payload=st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=70))
def test_a28_only_an_opaque_id_opens_something(payload: str) -> None:
    """A28: whatever a start parameter holds, it is an id or it is nothing."""
    # Guard: village_board/links/service.py:record_of_payload - without is_id a path or a query would be looked up
    found = record_of_payload(payload)
    assert found is None or is_id(found)


@pytest.mark.parametrize("payload", ["r_../../etc/passwd", "r_' OR 1=1", "r_x2345678", "v_abc", "r_", "r_" + "x" * 62])
async def test_a28_another_payload_shows_the_menu(players: Players, payload: str) -> None:
    """A28: another village's code, SQL or a path lead to the friendly menu."""
    # Guard: bot/handlers/public.py:start - without it an unknown payload would answer with an error
    heard = await players.say(VILLAGER, f"/start {payload}")
    assert "这个码在本村打不开" in heard.text
    assert "下次开会" in heard.labels


async def test_p10_persons_and_unconfirmed_counts_stay_hidden(
    players: Players, village: Board, staff: Staff, clock: object
) -> None:
    """P10: a roll of persons cannot be opened, and counts are public only after a second person confirmed."""
    # Guard: bot/answers/cards.py:shown - without the test of `public` a person's id would open the person
    person = next(village.records().all(Person))
    assert "打不开" in (await players.say(VILLAGER, f"/start r_{person.id}")).text
    hearing = next(village.records().all(Hearing))
    clock.move(date(2026, 9, 22), 18)  # type: ignore[attr-defined]
    with village.desk(staff.clerk) as desk:
        result = HearingResult(hearing.held_at, Counts(20, 18, 15, 2, 1), HearingConclusion.PASSED)  # type: ignore[arg-type]
        record_hearing_result(desk, hearing.id, result)
    text = (await players.say(VILLAGER, f"/start r_{hearing.id}")).text
    assert "18人" not in text
    assert "15" not in text.replace(hearing.id, "")


async def test_what_is_not_published_is_as_if_it_did_not_exist(players: Players, village: Board) -> None:
    """A draft item is neither found nor opened, even with its id."""
    # Guard: bot/answers/cards.py:shown - without the test of `public` its link would open it
    (draft,) = keep(village, Item(number="D", name="未审草稿", status=ItemStatus.DRAFT))
    assert "打不开" in (await players.say(VILLAGER, f"/start r_{draft.id}")).text
    assert "没有查到" in (await players.say(VILLAGER, "未审草稿")).text


async def test_p15_reports_of_wrongdoing_leave_no_trace(players: Players, village: Board) -> None:
    """P15: who reports wrongdoing is told where to go; store and log are as before."""
    # Guard: village_board/asking/understanding.py:understood - the words would become a search with a page to press
    before = village.version()
    heard = await players.say(VILLAGER, "我要举报村主任贪污")
    assert "12388" in heard.text
    assert "没有保存" in heard.text
    assert village.version() == before
    assert not any("贪污" in str(data) for _, data in players.request.calls)


@pytest.mark.parametrize("text", ["11010519491231002X", "号 11010519491231002Ｘ", "110105194912310021", "13800138000"])
async def test_p21_personal_numbers_are_not_taken(players: Players, text: str) -> None:
    """P21: identity numbers, cards and telephones are sent back to the hall, and not repeated."""
    # Guard: bot/words.py:understood - without the check the number would be searched for and shown again
    heard = await players.say(VILLAGER, text)
    assert "没有收" in heard.text
    assert text not in heard.text


async def test_p21_papers_are_not_taken(players: Players) -> None:
    """P21: a picture is not taken."""
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    assert "没有收" in (await players.say(VILLAGER, "", photo=photo)).text


async def test_groups_are_not_answered(players: Players) -> None:
    """In a chat of several people the bot keeps silent."""
    heard = await players.say(VILLAGER, "/start", chat={"id": -5, "type": "group", "title": "x"})
    assert heard.count == 0


@pytest.mark.parametrize(
    "text", ["<b>粗</b>", "_*[`]()~>#+-=|{}.!", "[/]", "{0}", "%s", "\x1b]0;x\x07鱼", "\u202e元001"]
)
async def test_a9_hostile_words_come_back_plain(players: Players, village: Board, text: str) -> None:
    """A9, A4, A5: markup, braces and escape sequences are shown literally or not at all; no parse mode is set."""
    # Guard: bot/reply.py:parts - without terminal_safe the escape and direction marks would be shown
    keep(village, Item(number="H", name=f"标题{text}", content=text, published_on=TODAY))
    item = village.records().page(Item, order_by="number", descending=True, limit=1).rows[0]
    heard = await players.say(VILLAGER, f"/start r_{item.id}")
    assert "标题" in heard.text
    assert not set("\x1b\x07\u202e") & set(heard.text)
    await players.say(VILLAGER, text)
    assert all("parse_mode" not in data for _, data in players.request.calls)


def test_a10_addresses_mentions_and_commands_are_not_active() -> None:
    """A10: what villagers wrote makes no link, calls nobody, starts no command; previews are off."""
    # Guard: bot/reply.py:unlinked - without it Telegram makes links of these by itself
    text = unlinked("看 https://t.me/evil 或 evil.com，找 @someone 发 /hack，也看 村务.中国")
    assert "://" not in text
    assert "evil.com" not in text
    assert "@" not in text
    assert "/hack" not in text
    assert "村务.中国" not in text
    assert unlinked("/stop 8,000.50元 2026.3.5 1.50亩") == "/stop 8,000.50元 2026.3.5 1.50亩"


async def test_a10_previews_are_off(players: Players) -> None:
    """A10: no message has a preview."""
    await players.say(VILLAGER, "/start")
    assert json.loads(players.request.calls[-1][1]["link_preview_options"]) == {"is_disabled": True}


@given(words=st.text(min_size=0, max_size=300))
def test_every_button_of_a_search_fits_telegrams_64_bytes(words: str) -> None:
    """Whatever is searched for, the button to the next page can be made: the library does not look."""
    # Guard: bot/answers/search.py:shortened - without it a long search would be refused by Telegram with 400
    view, args = understood(words, date(2026, 9, 1))
    assert len(data(view, *args).encode()) <= CALLBACK_BYTES
    if view in ("f", "an"):
        Button("x", data(view, 999, args[1]))


def test_a_button_with_more_than_64_bytes_is_a_mistake_of_ours() -> None:
    """A button that Telegram would refuse cannot be made."""
    with pytest.raises(ValueError, match="xxx"):
        Button("x", "x" * 65)


def test_n18_a_long_text_is_cut_at_line_ends_and_numbered() -> None:
    """N18: parts are within 4096, numbered, and no amount is cut in two."""
    # Guard: bot/reply.py:parts - without split_message Telegram answers 400 and the text is lost
    text = "\n".join(f"第{n}行，支出8,000.{n % 100:02d}元" for n in range(400))
    made = parts(Reply(text))
    assert len(made) > 1
    assert all(len(part) <= 4096 for part in made)
    assert made[0].endswith(f"(1/{len(made)})")
    assert all(line.endswith("元") or line.startswith("(") for part in made for line in part.split("\n"))


@pytest.mark.parametrize(
    ("text", "number"), [("38", 38), ("３８人", 38), ("三十八", 38), ("一百零五", 105), ("多", None), ("", None)]
)
def test_numbers_are_read_as_people_write_them(text: str, number: int | None) -> None:
    """Digits, full-width digits and Chinese numerals are numbers."""
    assert number_in(text) == number


async def test_n23_the_chosen_language_holds_for_answers(players: Players) -> None:
    """Each chat has its own language; Simplified Chinese is the default whatever Telegram says."""
    await players.press(VILLAGER, "lang:en")
    assert "Press a button" in players.request.chats[VILLAGER].text
    english = {"id": 71, "is_bot": False, "first_name": "x", "language_code": "en"}
    assert "请按按钮" in (await players.say(71, "/start", **{"from": english})).text
    await players.press(VILLAGER, "lang:zh-Hant")
    assert "請按按鈕" in players.request.chats[VILLAGER].text


async def test_an_earlier_version_says_that_it_was_corrected(players: Players, village: Board) -> None:
    """An earlier version stays readable and says what it is."""
    (old,) = keep(village, Item(number="K", name="旧", status=ItemStatus.SUPERSEDED, published_on=TODAY))
    assert "已经更正" in (await players.say(VILLAGER, f"/start r_{old.id}")).text


async def test_the_decision_card_counts_only(players: Players, village: Board) -> None:
    """A meeting that is only convened shows no counts."""
    resolution = next(village.records().all(Resolution))
    text = (await players.say(VILLAGER, f"/start r_{resolution.id}")).text
    assert "应到" not in text
    assert "2026年9月13日" in text


async def test_help_says_how_to_ask(players: Players) -> None:
    """/help, which every chat program offers, shows words that have an answer."""
    said = await players.say(7, "/help")
    assert "没有这个命令" not in said.text
    assert "直接发" in said.text
