"""The one fact of EXIF that a picture needs: which side is up. All the rest is thrown away."""

from __future__ import annotations

import struct

UPRIGHT = 1
_ORIENTATION, _SHORT, _ENTRY = 0x0112, 3, 12
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_MOST_ENTRIES = 1000


def orientation(tiff: bytes) -> int:
    """Return the orientation (1 to 8) that an EXIF block says; `UPRIGHT` where it says none or cannot be read."""
    order = _ORDERS.get(tiff[:4])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, _MOST_ENTRIES)):
            tag, kind, values, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + entry * _ENTRY)
            if (tag, kind, values) == (_ORIENTATION, _SHORT, 1):
                return value if value in _SIDES else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


_SIDES = range(1, 9)
