"""Pictures of bars: zero-based, the number at each bar, colour and hatching, and the same as text.

matplotlib is the extra ``charts`` and takes its time to start: it is imported when the first picture is made. Whatever
stands in a title or a label is painted as it is, and never read as a formula (A13).
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import yuan
from village_board.paper.fonts import ChineseFont, chinese_font
from village_board.text.clean import terminal_safe
from village_board.text.lines import break_lines, cells

#: rows of one picture; more are told in words.
MOST_ROWS = 24
_COLOURS = ("#1f5f8b", "#d98324")
_HATCHES = ("", "///")
_DOTS_PER_INCH, _WIDTH = 100, 10.8
_TITLE_CELLS, _LABEL_CELLS = 76, 24
_TEXT_BAR = 16
_INK = "#222222"
# Its caches and fonts are shared by all threads; one picture at a time is fast enough for a village.
_PAINTING = threading.Lock()


class ChartsMissing(Refused):
    """The extra that paints pictures is not installed."""

    sentence = N_("Pictures need one more package here: pip install 'village-board[charts]'.")

    def __init__(self) -> None:
        super().__init__()


class CharacterMissing(Refused):
    """The font lacks characters of the picture: it is not painted, for boxes say nothing."""

    sentence = N_("The font {font} lacks {characters}, so no picture was made. The numbers stand in the text.")

    def __init__(self, font: str, characters: str) -> None:
        super().__init__(font=font, characters=characters)


@dataclass(frozen=True, slots=True)
class Chart:
    """What is painted, in the words of one language.

    Attributes:
        title: a sentence.
        unit: the unit, written out: 单位：元.
        series: a name for each bar of a row; one where there is one bar a row.
        rows: a label and the amounts of its bars in fen, never below nothing.
    """

    title: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def largest(self) -> int:
        """The largest amount."""
        return max((fen for _, amounts in self.rows for fen in amounts), default=0)


def available() -> bool:
    """Tell whether pictures can be painted here; without the extra the text stands for them."""
    return find_spec("matplotlib") is not None


def alternative(chart: Chart) -> str:
    """Return the text that says what the picture shows: the title and every number."""
    lines = [chart.title, chart.unit]
    for label, amounts in chart.rows:
        named = (f"{name} {yuan(fen)}" for name, fen in zip(chart.series, amounts, strict=True))
        lines.append(f"{label}: {yuan(amounts[0])}" if len(chart.series) == 1 else f"{label}: {', '.join(named)}")
    return "\n".join(map(terminal_safe, lines))


def text_bars(chart: Chart) -> list[str]:
    """Return a bar in characters for each amount, with its number: what stands for the picture in plain text."""
    return [
        f"{terminal_safe(label)}{_named(chart, at)} {_bar(fen, chart.largest)} {yuan(fen)}"
        for label, amounts in chart.rows
        for at, fen in enumerate(amounts)
    ]


def png(chart: Chart) -> bytes:
    """Return the picture. Call it in a worker thread: it takes about a second.

    Raises:
        ChartsMissing: the extra is not installed.
        ChineseFontMissing: there is no font with Chinese characters.
        CharacterMissing: the font lacks characters that the picture needs.
    """
    if not available():
        raise ChartsMissing
    font = chinese_font()
    with _PAINTING:
        return _painted(chart, font)


def _bar(fen: int, largest: int) -> str:
    if not largest or not fen:
        return "·"
    return "█" * max(1, round(_TEXT_BAR * fen / largest))


def _named(chart: Chart, at: int) -> str:
    return f" {terminal_safe(chart.series[at])}" if len(chart.series) > 1 else ""


def _painted(chart: Chart, font: ChineseFont) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - the extra, and half a second
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    rows = chart.rows[:MOST_ROWS]
    title = break_lines(terminal_safe(chart.title), _TITLE_CELLS)
    labels = ["\n".join(break_lines(terminal_safe(label), _LABEL_CELLS)[:2]) for label, _ in rows]
    series = [terminal_safe(name) for name in chart.series]
    _check_characters(font, "".join((*title, *labels, *series, terminal_safe(chart.unit), *_DIGITS)))
    tall = [max(len(chart.series) * 0.34, 0.3 * (label.count("\n") + 1)) + 0.16 for label in labels]
    head, foot = 0.5 + 0.36 * len(title) + (0.36 if len(series) > 1 else 0), 0.75
    figure = Figure(figsize=(_WIDTH, head + sum(tall) + foot), dpi=_DOTS_PER_INCH, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    height = figure.get_figheight()
    left = 0.045 + 0.0088 * max(map(cells, "\n".join(labels).split("\n")), default=0)
    axes = figure.add_axes((left, foot / height, 0.84 - left, sum(tall) / height))

    def written(size: float, **more: Any) -> dict[str, Any]:
        return {"fontproperties": FontProperties(family=font.family, size=size), "parse_math": False, **more}

    _paint_bars(axes, chart, rows, tall, written)
    axes.set_yticks(list(_middles(tall)))
    axes.set_yticklabels(labels)
    axes.invert_yaxis()
    for text in (*axes.get_yticklabels(), *axes.get_xticklabels()):
        text.set(**written(13, color=_INK))
    top = 1 - 0.3 / height
    figure.text(0.03, top, "\n".join(title), va="top", color=_INK, linespacing=1.35, **written(17))
    figure.text(0.97, 0.18 / height, terminal_safe(chart.unit), ha="right", va="bottom", color=_INK, **written(12))
    if len(series) > 1:
        _paint_legend(figure, series, 1 - (0.42 + 0.36 * len(title)) / height, written)
    canvas.draw()  # type: ignore[no-untyped-call]
    made = io.BytesIO()
    figure.savefig(made, format="png", dpi=_DOTS_PER_INCH)
    return made.getvalue()


_DIGITS = "0123456789,.-"


def _middles(tall: Sequence[float]) -> Iterator[float]:
    place = 0.0
    for one in tall:
        yield place + one / 2
        place += one


def _paint_bars(axes: Any, chart: Chart, rows: Sequence[tuple[str, tuple[int, ...]]], tall: Sequence[float],
                written: Any) -> None:  # fmt: skip
    largest = max(chart.largest, 1)
    count = len(chart.series)
    thick = 0.3
    for middle, (_, amounts) in zip(_middles(tall), rows, strict=True):
        for at, fen in enumerate(amounts):
            place = middle + (at - (count - 1) / 2) * (thick + 0.02)
            axes.barh(
                place, fen, height=thick, color=_COLOURS[at % 2], hatch=_HATCHES[at % 2], edgecolor="white", lw=0.5
            )
            axes.text(fen + largest * 0.012, place, yuan(fen), va="center", ha="left", color=_INK, **written(12))
    axes.set_xlim(0, largest * 1.16)
    axes.set_ylim(0, sum(tall))
    axes.set_xticks([])
    axes.axvline(0, color=_INK, lw=1.2)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)


def _paint_legend(figure: Any, series: Sequence[str], height: float, written: Any) -> None:
    from matplotlib.patches import Patch  # noqa: PLC0415 - see `_painted`

    keys = [
        Patch(facecolor=_COLOURS[at % 2], hatch=_HATCHES[at % 2], edgecolor="white", label=name)
        for at, name in enumerate(series)
    ]
    legend = figure.legend(
        handles=keys, loc="upper left", bbox_to_anchor=(0.02, height), ncols=len(keys), frameon=False
    )
    for text in legend.get_texts():
        text.set(**written(13, color=_INK))


def _check_characters(font: ChineseFont, text: str) -> None:
    """Refuse a picture with characters that the font lacks."""
    known = _characters(font)
    lacking = sorted({char for char in text if not char.isspace() and ord(char) not in known})
    if lacking:
        raise CharacterMissing(font.family, " ".join(lacking[:10]))


def _characters(font: ChineseFont) -> Mapping[int, int]:
    """Make the font known to the painter, and return the characters that it has."""
    from matplotlib import font_manager  # noqa: PLC0415 - see `_painted`

    if font.family not in {entry.name for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(str(font.path))
    wanted = font_manager.FontProperties(family=font.family)
    return font_manager.get_font(font_manager.findfont(wanted, fallback_to_default=False)).get_charmap()
