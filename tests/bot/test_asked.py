"""Asking in the bot: three taps to every answer, words in any shape, pages in place, pictures."""

from __future__ import annotations

import json

import pytest

from bot.answers import asked
from bot.answers.asked import FACES, view_of
from bot.reply import CAPTION_LIMIT
from bot.views import VIEWS
from tests.bot.players import Players
from tests.support.builders import TODAY, keep
from village_board.accounts.registers import Contract
from village_board.asking.model import SURFACE, Kind, Question
from village_board.base.money import yuan
from village_board.board import Board
from village_board.paper import charts
from village_board.paper.fonts import ChineseFontMissing
from village_board.text.lines import utf16_units

VILLAGER = 81


def buttons_of(players: Players) -> dict[str, str]:
    """Return label and data of the buttons under the last message in the chat."""
    return dict(players.request.chats[VILLAGER].labels)


async def test_every_answer_is_three_taps_from_the_start(players: Players) -> None:
    """Buttons first: a walk over all buttons from /start reaches an answer of every kind in at most three taps."""
    # Guard: bot/answers/asked.py:questions - most questions would have words only
    await players.say(VILLAGER, "/start")
    wanted = {view_of(Question(kind)) for kind in Kind if kind not in SURFACE and kind is not Kind.THING}
    reached: dict[str, int] = {}
    frontier = {data for data in buttons_of(players).values() if not data.startswith(("stop", "sub", "lang"))}
    for taps in (1, 2, 3):
        following: set[str] = set()
        for data in sorted(frontier - reached.keys()):
            reached[data] = taps
            if taps == 3:
                continue
            heard = await players.press(VILLAGER, data)
            assert heard.text
            following |= {one for one in heard.labels.values() if not one.startswith(("stop", "sub", "lang"))}
        frontier = following
    assert wanted <= {(data.partition(":")[0], tuple(data.split(":", 2)[1:])) for data in reached}


def test_every_kind_has_a_face() -> None:
    """What the core does not answer has a page or a dialogue of the bot's own."""
    assert set(FACES) == SURFACE
    handled_elsewhere = {"stop", "sub", "lang"}
    assert {view for view, *_ in FACES.values()} <= VIEWS.keys() | handled_elsewhere


async def test_the_answer_comes_first_and_says_its_time_and_code(players: Players) -> None:
    """Sentence, table, time, short code, what one can do next."""
    heard = await players.say(VILLAGER, "渔塘谁包的")
    lines = heard.text.split("\n")
    assert "李阿福" in lines[0]
    assert "截至2026年9月1日" in heard.text
    assert "短码" in heard.text
    assert "看合同" in heard.labels
    heard = await players.say(VILLAGER, "三月花了多少")
    assert lines[0] != heard.text
    assert "所属时间：2026年3月" in heard.text


async def test_words_for_several_questions_offer_at_most_three_buttons(players: Players) -> None:
    """钱: which of three; a press answers in place of the question."""
    # Guard: bot/answers/asked.py:choose - one of them would be taken
    heard = await players.say(VILLAGER, "钱")
    assert [data for data in heard.labels.values() if data != "m"] == [
        "an::balance|||",
        "an::accounts|||",
        "an::uses|||",
    ]
    heard = await players.press(VILLAGER, "an::balance|||")
    assert "结余13,665.44元" in heard.text
    assert players.request.calls[-1][0] == "editMessageText"


async def test_nothing_found_offers_what_has_answers(players: Players) -> None:
    """A search for what is not there is no dead end: three examples, each of which has an answer here."""
    # Guard: bot/answers/search.py:nothing - fixed examples would lead to further dead ends
    heard = await players.say(VILLAGER, "飞机场")
    tried = [data for data in heard.labels.values() if data.startswith(("an:", "r:"))]
    assert len(tried) >= 2
    for data in tried:
        text = (await players.press(VILLAGER, data)).text
        assert "没有" not in text.split("\n")[0]


async def test_long_answers_are_paged_in_place(players: Players, village: Board) -> None:
    """Pages of a long table take the place of the message before, and come back."""
    keep(
        village, *(Contract(number=f"T{n}", name=f"大棚{n}租赁合同", party_b="张三", ends_on=TODAY) for n in range(20))
    )
    first = await players.say(VILLAGER, "大棚谁租的")
    assert first.text.count("张三") >= 6
    second = await players.press(VILLAGER, "下一页")
    assert players.request.calls[-1][0] == "editMessageText"
    assert "7. " in second.text
    assert "1. " in (await players.press(VILLAGER, "‹ 上一页")).text


async def test_bars_come_as_a_picture_with_their_numbers(players: Players) -> None:
    """Where the answer has bars a picture follows it; its caption says the title and every number."""
    # Guard: bot/speech.py:_picture - the picture would be missing
    await players.say(VILLAGER, "今年花了多少")
    name, data = players.request.calls[-1]
    assert name == "sendPhoto"
    caption = data["caption"]
    assert utf16_units(caption) <= CAPTION_LIMIT
    for fen in (500_000, 123_456, 10_000, 0):
        assert yuan(fen) in caption
    assert "parse_mode" not in data


async def test_a_page_turned_sends_no_picture_again(players: Players) -> None:
    """The picture comes with the answer, not with each of its pages."""
    await players.press(VILLAGER, "an:0:spent|2026-01_2026-12||")
    assert "sendPhoto" not in [name for name, _ in players.request.calls]


async def test_without_the_extra_bars_are_characters(players: Players, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without matplotlib the answer stands with bars in characters; nothing is said of a picture."""
    monkeypatch.setattr(charts, "available", lambda: False)
    heard = await players.say(VILLAGER, "今年花了多少")
    assert "████████████████ 5,000.00" in heard.text
    assert "sendPhoto" not in [name for name, _ in players.request.calls]


async def test_without_a_font_the_answer_stands_alone(players: Players, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that cannot be painted stops no answer, and no boxes are sent."""

    def refuses(_: object) -> bytes:
        raise ChineseFontMissing

    monkeypatch.setattr(asked.charts, "png", refuses)
    heard = await players.say(VILLAGER, "今年花了多少")
    assert "1,334.56元" in heard.text
    assert "sendPhoto" not in [name for name, _ in players.request.calls]


@pytest.mark.parametrize(
    "data", ["an:0:x", "an", "an:::", "an:-1:spent|9999-99||", "an:0:slip|||", "pick", "pick:x", "qs:x"]
)
async def test_a14_forged_questions_are_the_menu_or_an_answer(players: Players, data: str) -> None:
    """A14: whatever comes back from a button, there is an answer and no error."""
    # Guard: bot/answers/asked.py:asked - a question that cannot be read would raise
    heard = await players.press(VILLAGER, data)
    assert heard.text
    assert "没有办成" not in heard.text


async def test_answers_come_in_the_readers_language(players: Players) -> None:
    """English and Traditional: sentence, labels and buttons."""
    await players.press(VILLAGER, "lang:en")
    heard = await players.say(VILLAGER, "Who has rented the fish pond?")
    assert "rented by 李阿福" in heard.text
    await players.press(VILLAGER, "lang:zh-Hant")
    heard = await players.say(VILLAGER, "三月花了多少錢")
    assert "2026年3月花了1,234.56元" in heard.text
    assert any("支出" in label or "錢花到哪裡" in label for label in heard.labels)
    assert json.dumps(heard.labels)
