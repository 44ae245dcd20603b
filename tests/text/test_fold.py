"""Folding for search (A7) and pinyin initials."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.text.fold import (
    MAX_INITIAL_WORDS,
    MAX_PHRASES,
    MAX_READINGS,
    fold,
    initial_words,
    initials,
    name_key,
    phrases,
    tokens,
)

HAN = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("徵地補償臺賬", "征地补偿台账"),
        ("ＡＢＣ１２３", "abc123"),
        ("8,000.00元", "8000 00元"),
        ("HT-2026-015", "ht 2026 015"),
        ("鱼塘（改标）。", "鱼塘 改标"),
        ("葛\U000e0100村", "葛村"),
        ("二〇二六", "二零二六"),
        ("乾隆乾地", "干隆干地"),
    ],
)
def test_what_a_reader_calls_the_same_word_has_one_shape(written: str, folded: str) -> None:
    """Traditional, full-width, capitals, separators and punctuation make no difference to a search."""
    # Guard: village_board/text/fold.py:_CharacterTable - Traditional no longer finds Simplified.
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """A folded text is folded."""
    assert fold(fold(text)) == fold(text)


@given(HAN, HAN, HAN)
def test_a_part_folds_as_in_the_whole(before: str, part: str, after: str) -> None:
    """What a reader types is found in the text it was taken from, whatever stands around it."""
    # Guard: village_board/text/fold.py:simplified - conversion by phrases makes 乾 and 乾隆 different.
    assert fold(part) in fold(before + part + after)


@given(st.text())
def test_folding_is_total(text: str) -> None:
    """Any text can be indexed and searched for: lone surrogates and controls too."""
    assert tokens(text) == " ".join(tokens(text).split())
    assert len(phrases(text)) <= MAX_PHRASES


def test_tokens_put_every_chinese_character_apart() -> None:
    """The index has one token a Chinese character and one a run of letters or digits."""
    assert tokens("3组鱼塘改标HT-2026") == "3 组 鱼 塘 改 标 ht 2026"
    assert phrases("鱼塘 改標2026， 鱼塘") == ["鱼 塘", "改 标 2026"]
    assert phrases("HT-2026-015，8,000.00") == ["ht 2026 015", "8000 00"]
    assert phrases("，。 ") == []


def test_a7_names_that_look_alike_have_one_key() -> None:
    """A7: 张叁 and 张三, full-width and plain letters, 〇 and 零 have one key."""
    # Guard: village_board/text/fold.py:name_key - a second 张三 enters unnoticed.
    assert name_key("张叁") == name_key("張 三")
    assert name_key("王ａ〇") == name_key("王A零")
    assert name_key("张三") != name_key("张四")


def test_initials_find_a_title_by_its_first_letters() -> None:
    """Typing `ytgb`, or its beginning, finds 鱼塘改标, in the middle of a longer title too."""
    # Guard: village_board/text/fold.py:initial_words - only titles that begin with the words are found.
    assert initials("鱼塘改标") == ["ytgb"]
    assert any(word.startswith("ytgb") for word in initial_words("第三组鱼塘改标").split())
    assert initials("2026 A4") == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("单某", "sd"), ("曾某", "zc"), ("解某", "xj"), ("查某", "zc"), ("仇某", "qc"), ("乐某", "yl")],
)
def test_a_surname_is_found_by_both_its_readings(name: str, wanted: str) -> None:
    """A surname that the dictionary reads as the everyday word is found either way."""
    # Guard: village_board/text/fold.py:_SURNAMES - 单 is found as d only.
    assert {word[0] for word in initials(name)} >= set(wanted)


@given(HAN)
def test_initials_are_bounded(title: str) -> None:
    """A title of many heteronyms adds a bounded number of words to the index."""
    assert len(initials(title)) <= MAX_READINGS
    assert len(initial_words(title).split()) <= MAX_INITIAL_WORDS


def test_a_screen_that_only_shows_loads_no_dictionary() -> None:
    """The dictionaries cost up to 66 MB: importing the module loads neither."""
    code = "import sys, village_board.text.fold;sys.exit(any(name in sys.modules for name in ('opencc', 'pypinyin')))"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": ":".join(sys.path)}).returncode
        == 0
    )
