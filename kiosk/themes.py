"""The two themes: by day and by night. Every pair of ink and paper that is used is at least 7 to 1 (K1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.theme import Theme

DAY, NIGHT = "day", "night"
DEFAULT_THEME = DAY

#: tokens: what stands on what is in `PAIRS`.
TOKENS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        DAY: {
            "paper": "#fbf9f4",
            "band": "#f0ece2",
            "tile": "#dfe9e6",
            "ink": "#1b1d1c",
            "soft": "#43494a",
            "accent-ink": "#0b4a44",
            "bold-paper": "#0b4a44",
            "bold-ink": "#ffffff",
        },
        NIGHT: {
            "paper": "#101415",
            "band": "#191f20",
            "tile": "#1d2b2b",
            "ink": "#f1efe8",
            "soft": "#c0c6c2",
            "accent-ink": "#8fe3d3",
            "bold-paper": "#8fe3d3",
            "bold-ink": "#062420",
        },
    }
)
#: (ink, paper) of everything painted, the QR code apart, which is black on white in both.
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, paper) for paper in ("paper", "band", "tile") for ink in ("ink", "soft", "accent-ink")),
    ("bold-ink", "bold-paper"),
)


def themes() -> list[Theme]:
    """Return the themes for `App.register_theme`."""
    from textual.theme import Theme  # noqa: PLC0415 - the tokens alone are wanted without a terminal

    return [
        Theme(
            name=name,
            primary=tokens["accent-ink"],
            secondary=tokens["accent-ink"],
            accent=tokens["accent-ink"],
            warning=tokens["accent-ink"],
            error=tokens["accent-ink"],
            success=tokens["accent-ink"],
            foreground=tokens["ink"],
            background=tokens["paper"],
            surface=tokens["paper"],
            panel=tokens["band"],
            dark=name == NIGHT,
            text_alpha=1.0,
            variables=dict(tokens),
        )
        for name, tokens in TOKENS.items()
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 - sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
