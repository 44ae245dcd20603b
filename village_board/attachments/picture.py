"""A picture as its reader leaves it: what is kept of it, and what it said of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from village_board.attachments.exif import UPRIGHT


@dataclass
class Picture:
    """One picture.

    Attributes:
        width, height: in pixels, as it lies in the file.
        side: its EXIF orientation.
        content: what is kept of it.
        told: where in the given bytes of a JPEG the rest lies that says something of place, time or maker: from, to.
        lossless: whether no pixel of a WebP was changed by its encoder.
    """

    width: int = 0
    height: int = 0
    side: int = UPRIGHT
    content: bytes = b""
    told: list[tuple[int, int]] = field(default_factory=list)
    lossless: bool = False
