"""Pictures of bars: what stands in them, and what is refused."""

from __future__ import annotations

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from village_board.base.money import yuan
from village_board.i18n import LANGUAGES, translator
from village_board.paper import charts, fonts
from village_board.paper.charts import CharacterMissing, Chart, ChartsMissing, alternative, png, text_bars
from village_board.paper.fonts import ChineseFont, ChineseFontMissing, chinese_font

USES = Chart(
    "2026年花了1,254,750.48元，最多的是工程和购置：337,661.00元。",
    "单位：元",
    ("支出",),
    (("工程和购置", (33_766_100,)), ("干部报酬", (21_100_000,)), ("其他用途", (5_421_889,)), ("没有", (0,))),
)
MONTHS = Chart(
    "2026年收入3,000.00元，花了900.00元。",
    "单位：元",
    ("收入", "支出"),
    tuple((f"{month}月", (month * 10_000, month * 3_000)) for month in range(1, 13)),
)


def painted(chart: Chart) -> Image.Image:
    """Return the picture, opened."""
    return Image.open(io.BytesIO(png(chart)))


def test_a_picture_is_painted_with_every_character() -> None:
    """A PNG for a phone; a character that the font lacks would be a warning, and warnings are errors here."""
    for chart in (USES, MONTHS):
        picture = painted(chart)
        assert picture.format == "PNG"
        assert picture.width == 1080
        assert 300 < picture.height < 2000
        colours = picture.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert len(colours) > 20


@pytest.mark.parametrize(
    "hostile", ["$\\frac{$", "$x_1^2$", "\\textbf{a} $", "<b>{0}%s", "\x1b[2J水\u202e渠", "a\n" * 9]
)
def test_a13_titles_and_labels_are_literal(hostile: str) -> None:
    """A13: nothing in a title, a label, a unit or a series is read as a formula or as a sequence."""
    # Guard: village_board/paper/charts.py:_painted - with parse_math on, $\frac{$ raises
    chart = Chart(f"题{hostile}", hostile, (hostile, "支出"), ((hostile, (5, 7)), ("乙", (1, 2))))
    assert painted(chart).width == 1080
    assert "\x1b" not in alternative(chart)


def test_bars_begin_at_nothing_and_grow_with_their_amounts() -> None:
    """Zero-based: a bar of half the amount is half as long, and one of nothing has no length."""
    picture = painted(Chart("题", "元", ("支出",), (("甲", (1_000_000,)), ("乙", (500_000,)), ("丙", (0,))))).convert(
        "RGB"
    )
    blue = (0x1F, 0x5F, 0x8B)
    lengths = [sum(picture.getpixel((x, y)) == blue for x in range(picture.width)) for y in range(picture.height)]
    long, short = max(lengths), min(length for length in lengths if length > 20)
    assert abs(short * 2 - long) <= 6
    assert sum(length > 20 for length in lengths) < 80


def test_a_character_that_the_font_lacks_is_refused() -> None:
    """No boxes: the refusal names the font and the characters, and says where the numbers stand."""
    # Guard: village_board/paper/charts.py:_check_characters - a box would be painted
    with pytest.raises(CharacterMissing) as refused:
        png(Chart("题\U0002e8f0", "元", ("支出",), (("甲", (1,)),)))
    assert "\U0002e8f0" in translator("zh-Hans").say(refused.value.message)


def test_without_a_font_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No font, no picture: a clear sentence in every language instead."""
    # Guard: village_board/paper/fonts.py:chinese_font - boxes would be painted
    monkeypatch.setattr(fonts, "installed", lambda: None)
    monkeypatch.setattr(fonts, "packaged", lambda: None)
    chinese_font.cache_clear()
    with pytest.raises(ChineseFontMissing) as refused:
        png(USES)
    for language in LANGUAGES:
        assert "fonts-noto-cjk" in translator(language).say(refused.value.message)
    chinese_font.cache_clear()


def test_the_font_package_takes_the_place_of_an_installed_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """With pip alone there is a font, too."""
    monkeypatch.setattr(fonts, "installed", lambda: None)
    chinese_font.cache_clear()
    font = chinese_font()
    assert font.path.is_file()
    assert font.family == fonts.PACKAGE_FAMILY
    assert painted(USES).width == 1080
    chinese_font.cache_clear()


def test_a_font_is_chosen_by_what_fontconfig_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The most wanted family in its regular style; without fontconfig, or where it fails, none."""
    rows = ("/f/b.ttc\tNoto Sans CJK SC\tBold", "/f/w.ttc\tWenQuanYi Micro Hei\tRegular",
            "/f/r.ttc\tNoto Sans CJK SC\tRegular", "x")  # fmt: skip
    listed = "\n".join(rows)
    monkeypatch.setattr(fonts.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(fonts.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, listed))
    assert fonts.installed() == ChineseFont(Path("/f/r.ttc"), "Noto Sans CJK SC")

    def fails(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("fc-list", 1)

    monkeypatch.setattr(fonts.subprocess, "run", fails)
    assert fonts.installed() is None
    monkeypatch.setattr(fonts.shutil, "which", lambda _: None)
    assert fonts.installed() is None


def test_without_the_extra_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without matplotlib a picture is refused, and importing the module needs none of it."""
    monkeypatch.setattr(charts, "find_spec", lambda _: None)
    assert not charts.available()
    with pytest.raises(ChartsMissing):
        png(USES)
    code = "import sys, village_board.paper.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(rows=st.lists(st.tuples(st.text(max_size=8), st.integers(0, 10**11)), min_size=1, max_size=30))
def test_the_text_says_every_number(rows: list[tuple[str, int]]) -> None:
    """Text and bars in characters name every amount; the longest bar is the largest amount, nothing has no bar."""
    chart = Chart("题", "元", ("支出",), tuple((label, (fen,)) for label, fen in rows))
    said, lines = alternative(chart), text_bars(chart)
    assert all(yuan(fen) in said for _, fen in rows)
    assert len(lines) == len(rows)
    for (label, fen), line in zip(rows, lines, strict=True):
        assert line.endswith(yuan(fen))
        assert line.count("█") - label.count("█") == (max(1, round(16 * fen / chart.largest)) if fen else 0)


def test_several_threads_paint_at_once() -> None:
    """Pictures are painted in worker threads, also several at the same time."""
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(png, [USES, MONTHS, USES]))
    assert made[0] == made[2]
    assert len({*made}) == 2
