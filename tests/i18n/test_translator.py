"""The translator: languages, facts, fallbacks (K17, K25)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.errors import BoardError
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.i18n import DEFAULT, LANGUAGES, NATIVE_NAMES, CatalogueMissing, translator

FACTS: dict[str, object] = {
    "amount": Fen(123450),
    "day": date(2026, 9, 30),
    "moment": datetime(2026, 9, 30, 7, 0, tzinfo=UTC),
    "area": Decimal("1234.5"),
}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("zh-Hans", "1,234.50元|2026年9月30日|2026年9月30日 15:00|1,234.50"),
        ("zh-Hant", "1,234.50元|2026年9月30日|2026年9月30日 15:00|1,234.50"),
        ("en", "1,234.50 yuan|30 September 2026|30 September 2026, 15:00|1,234.50"),
    ],
)
def test_k25_each_fact_is_written_by_its_type(language: str, written: str) -> None:
    """K25: money has its unit and separators, a date its full form, a moment the Shanghai clock."""
    # Guard: village_board/i18n/translator.py:Translator.fact - an amount is shown as a bare number of fen.
    assert translator(language)("{amount}|{day}|{moment}|{area}", **FACTS) == written


@pytest.mark.parametrize(
    ("language", "days", "area"),
    [("zh-Hans", "3天", "12.50亩"), ("zh-Hant", "3天", "12.50畝"), ("en", "3 days", "12.50 mu")],
)
def test_units_are_words_of_the_language(language: str, days: str, area: str) -> None:
    """Days and mu are written with their unit; one day is singular in English."""
    t = translator(language)
    assert (t.days(3), t.mu(Decimal("12.5"))) == (days, area)
    assert translator("en").days(1) == "1 day"


def test_k17_a_person_s_words_are_never_converted() -> None:
    """K17: a name or a place keeps its characters in every language."""
    # Guard: village_board/i18n/translator.py:Translator.fact - 余志强 becomes 餘志強.
    for language in LANGUAGES:
        assert translator(language)("{name}", name="余志强、范冰、干河") == "余志强、范冰、干河"


@given(st.text())
def test_a_fact_is_not_filled_again(text: str) -> None:
    """Braces in a person's words are shown as they stand, and nothing a terminal obeys comes through."""
    # Guard: village_board/i18n/translator.py:Translator._filled - a title with {x} breaks the sentence.
    shown = translator()("{name}", name="{x}" + text)
    assert shown.startswith("{x}")
    assert "\x1b" not in shown


def test_messages_and_lists_are_translated_inside_a_sentence() -> None:
    """A fact that is a message is said in the language; a list is joined as the language does."""
    inner = say("{n} day", n=3)
    assert translator("zh-Hans")("{a}", a=[inner, Fen(100)]) == "3天、1.00元"
    assert translator("en")("{a}", a=(say("{area} mu", area=Decimal(1)), "x")) == "1.00 mu, x"
    assert translator("zh-Hans").say(Message("Something failed.")) == "操作没有成功。"


def test_an_error_says_its_sentence_in_every_language() -> None:
    """The sentence of an error is translated where it is shown."""
    assert {translator(language).say(BoardError().message) for language in LANGUAGES} == {
        "操作没有成功。",
        "操作沒有成功。",
        "Something failed.",
    }


def test_the_core_s_words_stand_behind_those_of_a_face() -> None:
    """The kiosk and the bot need no translation of what the core says."""
    # Guard: village_board/i18n/translator.py:translator - an error is English on a Chinese screen.
    for domain in ("kiosk", "bot"):
        assert translator("zh-Hans", domain)("Something failed.") == "操作没有成功。"


def test_a_missing_fact_is_no_silent_gap() -> None:
    """A sentence without one of its facts is an error, never a sentence with a hole."""
    with pytest.raises(KeyError):
        translator()("{nowhere}")


def test_a_moment_without_a_zone_is_refused() -> None:
    """A time that does not say its zone is not shown as if it were Shanghai's."""
    with pytest.raises(ValueError, match="2026"):
        translator().moment(datetime(2026, 9, 30, 7, 0))  # noqa: DTZ001


def test_languages_are_named_in_their_own_script() -> None:
    """K17: Simplified, Traditional and English, each named as its readers write it."""
    assert (list(NATIVE_NAMES), DEFAULT) == (list(LANGUAGES), "zh-Hans")
    assert list(NATIVE_NAMES.values()) == ["简体", "繁體", "English"]


def test_unknown_languages_and_packages_are_refused() -> None:
    """There is no guess at a language, and a package without words says so."""
    with pytest.raises(KeyError):
        translator("fr")
    with pytest.raises(CatalogueMissing):
        translator("zh-Hans", "json")


def test_the_default_is_simplified_whatever_the_environment_says() -> None:
    """LANG and LANGUAGE have no say; a translator needs no library beyond the standard one."""
    # Guard: village_board/i18n/translator.py:_catalogue - an English machine shows an English board.
    code = (
        "import sys; from village_board.i18n import translator; print(translator().days(3) == '3\\u5929');"
        "print(not {'babel', 'opencc', 'rich'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path), "LANG": "en_US.UTF-8", "LANGUAGE": "en"}
    run = subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True, text=True)
    assert run.stdout.split() == ["True", "True"]


def test_one_translator_serves_all_who_speak_the_language() -> None:
    """A translator is made once for a language and a package."""
    assert translator("en", "kiosk") is translator("en", "kiosk")
