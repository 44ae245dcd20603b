"""The catalogues are whole, agree with the sources, and are compiled (K17, K25)."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import catalogues
import pytest
from catalogues import (
    DOMAINS,
    Source,
    known,
    mo_bytes,
    po_path,
    po_text,
    read,
    traditional,
    traditional_catalogue,
)

#: every source is read once for all of them, and not by every worker.
pytestmark = pytest.mark.xdist_group("catalogues")

MAX_HAN = 25


@pytest.fixture(scope="module")
def sources() -> dict[str, dict[tuple[str, str], Source]]:
    return catalogues.sources()


@pytest.mark.parametrize("domain", DOMAINS)
def test_k17_every_message_has_its_simplified_chinese(domain: str, sources: dict) -> None:
    """K17: no first-level text is untranslated."""
    # Guard: tests/i18n/catalogues.py:missing - a villager meets an English sentence.
    gaps = catalogues.missing(sources[domain], read(domain))
    assert not gaps, "\n" + "\n".join(f"{gap.where}: {catalogues.key_text(gap.key)}" for gap in gaps)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_translation_is_still_used(domain: str, sources: dict) -> None:
    """A catalogue keeps no fuzzy entry, and none that no source says."""
    catalog = read(domain)
    unused = [catalogues.key_text(key) for key in known(catalog) if key not in sources[domain]]
    assert not unused, f"run catalogues.py --prune: {unused}"
    assert not [message.id for message in catalog if message.id and message.fuzzy]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_translations_name_the_facts_of_their_message(domain: str, language: str) -> None:
    """The same places in every language, each a plain ``{name}``."""
    for key, words in known(read(domain, language)).items():
        assert set(_places(words)) == set(_places(key[1])), catalogues.key_text(key)


def _places(sentence: str) -> list[str]:
    places = []
    for _, name, spec, conversion in Formatter().parse(sentence):
        if name is not None:
            assert name.isidentifier(), sentence
            assert not spec, sentence
            assert not conversion, sentence
            places.append(name)
    return places


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_installed_is_compiled_from_what_is_edited(domain: str) -> None:
    """The ``.mo`` files and the Traditional catalogue are those that the command makes."""
    # Guard: tests/i18n/catalogues.py:mo_bytes - a corrected sentence does not reach the screen.
    simplified = read(domain)
    made = traditional_catalogue(simplified)
    assert po_path(domain, "zh_Hant").read_bytes() == po_text(made, "zh_Hant"), "run catalogues.py"
    for language, catalog in (("zh_Hans", simplified), ("zh_Hant", made)):
        assert po_path(domain, language).with_suffix(".mo").read_bytes() == mo_bytes(catalog, language), (
            "run catalogues.py"
        )


@pytest.mark.parametrize("domain", DOMAINS)
def test_k25_sentences_are_short(domain: str) -> None:
    """K25: no sentence has more than 25 Chinese characters."""
    # Guard: village_board/locale/zh_Hans/LC_MESSAGES/village_board.po - one long sentence is read by nobody.
    long = [
        sentence
        for words in known(read(domain)).values()
        for sentence in re.split(r"[。！？；：\n]", words)
        if len(re.findall(r"[\u3400-\u9fff]", sentence)) > MAX_HAN
    ]
    assert not long, "\n" + "\n".join(long)


@pytest.mark.parametrize(
    ("simplified", "wanted"),
    [
        ("台账", "臺賬"),
        ("征地补偿费", "徵地補償費"),
        ("脱敏", "去識別化"),
        ("村账镇代理", "村賬鎮代理"),
        ("村务公开栏", "村務公開欄"),
        ("发包", "發包"),
        ("行政复议", "行政復議"),
        ("应到/实到", "應到/實到"),
        ("弃权", "棄權"),
        ("公积公益金", "公積公益金"),
        ("勾稽关系", "勾稽關係"),
        ("四议两公开", "四議兩公開"),
        ("租金欠缴", "租金欠繳"),
        ("限时办结制", "限時辦結制"),
        ("村级重要事项决策听证笔录", "村級重要事項決策聽證筆錄"),
        ("共{n}公里，余额", "共{n}公里，餘額"),
        ("已发干部报酬", "已發幹部報酬"),
        ("记名表决", "記名表決"),
        ("之后才会暂停", "之後才會暫停"),
    ],
)
def test_k17_traditional_words_are_those_of_the_glossary(simplified: str, wanted: str) -> None:
    """K17: the Traditional catalogue uses the field's own words."""
    assert traditional(simplified) == wanted


def test_the_same_words_give_the_same_files() -> None:
    """Running the command again changes nothing, whatever the day and the order of the sources."""
    catalog = catalogues.merged(
        {("", "b"): Source("", "b", "", "x:1"), ("", "a"): Source("", "a", "as", "x:2")}, {}, {}
    )
    assert b"POT-Creation-Date" not in po_text(catalog, "zh_Hans")
    again = catalogues.read_po(catalogues.io.BytesIO(po_text(catalog, "zh_Hans")), locale="zh_Hans")
    assert po_text(again, "zh_Hans") == po_text(catalog, "zh_Hans")


def test_messages_are_found_however_they_are_said(tmp_path: Path) -> None:
    """The extractor knows `t`, `t.n`, `t.p`, `say`, `N_`, `Message`, and joined literals."""
    (tmp_path / "x.py").write_text(
        't("one")\nself.t("two " "parts")\nt.n("{n} day", "{n} days", 3)\nt.p("month", "May")\n'
        'say("three", a=1)\nN_("four")\nMessage("five")\nt(variable)\nn("no", "call")\n',
        encoding="utf-8",
    )
    found = catalogues.extracted(tmp_path)
    assert set(found) == {
        (c, m)
        for c, m in [
            ("", "one"),
            ("", "two parts"),
            ("", "{n} day"),
            ("month", "May"),
            ("", "three"),
            ("", "four"),
            ("", "five"),
        ]
    }
    assert found["", "{n} day"].plural == "{n} days"


def test_a_sentence_put_together_in_the_call_is_refused(tmp_path: Path) -> None:
    """An f-string has no catalogue entry: the extractor names the line."""
    (tmp_path / "x.py").write_text('t(f"{n} days")\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.py:1"):
        catalogues.extracted(tmp_path)
