"""Twenty questions that villagers ask: at most three keys or taps after the home, the answer on the first screen."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kiosk.widgets.painted import Target
from tests.kiosk.facts import FACTS
from tests.kiosk.hall import Hall, hall, shelf_of
from village_board.board import Board

DAY = date(2026, 11, 22)
MOST = 3
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))["question"]


def test_there_are_twenty_and_each_is_near() -> None:
    """K3: twenty different questions, none further than three keys from the home, each with facts of its own."""
    assert len({question["zh"] for question in QUESTIONS}) == len(QUESTIONS) == 20
    assert all(len(question["keys"]) <= MOST and question["facts"] for question in QUESTIONS)
    assert {fact for question in QUESTIONS for fact in question["facts"]} == set(FACTS)


@pytest.mark.parametrize("way", ["keys", pytest.param("taps", marks=pytest.mark.long)])
async def test_k3_twenty_questions_are_answered_on_the_first_screen(demo: Board, way: str) -> None:
    """K3, K6, K7: by number keys alone and by taps alone, at 80 x 24, the records' own figures stand there."""
    # Guard: kiosk/pages/questions.py:TOPICS - a question that is asked every day would be a fourth key away.
    assert await _wrong(demo, way, "zh-Hans") == {}


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh-Hant", "en"])
@pytest.mark.parametrize("way", ["keys", "taps"])
async def test_k3_twenty_questions_in_the_other_languages(demo: Board, way: str, language: str) -> None:
    """K3, K17: the same in Traditional Chinese and in English, whose words are longer."""
    assert await _wrong(demo, way, language) == {}


async def _wrong(demo: Board, way: str, language: str) -> dict[str, list[str]]:
    """Return the facts that did not stand on the screen, by question."""
    shelf, wrong = shelf_of(demo, language), {}
    async with hall(demo) as there:
        there.app.speak(language)
        await there.settle()
        for question in QUESTIONS:
            for key in question["keys"]:
                await _go(there, way, key)
            shown = _plain(there.text)
            wanted = {fact: _plain(FACTS[fact](shelf)) for fact in question["facts"]}
            assert all(len(text) > 1 for text in wanted.values()), wanted
            if missing := [f"{fact}: {text}" for fact, text in wanted.items() if text not in shown]:
                wrong[question["en"]] = [*missing, there.text]
            there.app.go_home()
            await there.settle()
    return wrong


async def _go(there: Hall, way: str, key: str) -> None:
    if way == "keys":
        await there.press(key)
        return
    target = next(one for one in there.app.screen.query(Target) if one.key == key and one.display)
    there.wait(1)
    await there.pilot.click(target)
    await there.settle()


def _plain(text: str) -> str:
    """Return what is read, wherever the lines broke and whichever way a traditional page writes it."""
    return "".join(text.split())
