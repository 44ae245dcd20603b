"""Pictures without place, time and maker: by taking segments out, and turned upright where a camera lay on its side.

A picture is encoded anew only where it must be turned; what stays is looked through by a decoder once.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from village_board.attachments.exif import UPRIGHT
from village_board.attachments.jpeg import read_jpeg
from village_board.attachments.model import MediaType
from village_board.attachments.picture import Picture
from village_board.attachments.png import read_png
from village_board.attachments.refusals import Broken, TooBig
from village_board.attachments.webp import read_webp

if TYPE_CHECKING:
    from PIL.Image import Image

_READERS: dict[MediaType, Callable[[bytes], Picture]] = {
    MediaType.JPEG: read_jpeg,
    MediaType.PNG: read_png,
    MediaType.WEBP: read_webp,
}
_NAMES = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP"}
#: small red stamps stay legible at this
_QUALITY = 93


def stripped(data: bytes, media_type: MediaType) -> bytes:
    """Return a picture without all that tells of it, as it lies: for pictures inside of other files.

    Raises:
        Broken: it cannot be read.
        Moving: it is an animation.
    """
    return _READERS[media_type](data).content


def cleaned(data: bytes, media_type: MediaType, pixels: int) -> bytes:
    """Return a picture without all that tells of it, upright.

    Args:
        data: the file.
        media_type: JPEG, PNG or WebP.
        pixels: how many it may have.

    Raises:
        Broken: it cannot be read to its end.
        TooBig: it has more pixels.
        Moving: it is an animation.
    """
    read = _READERS[media_type](data)
    if read.width * read.height > pixels:
        raise TooBig(read.width, read.height)
    image = _decoded(read, media_type)
    if read.side == UPRIGHT:
        return read.content
    # The encoder writes nothing that tells, but nobody has to take its word for it.
    return stripped(_turned(image, read, media_type), media_type)


def measured(data: bytes, media_type: MediaType) -> tuple[int, int]:
    """Return width and height of a picture in pixels, as its file says.

    Raises:
        Broken: it cannot be read.
        Moving: it is an animation.
    """
    read = _READERS[media_type](data)
    return read.width, read.height


def opened(data: bytes, media_type: MediaType, pixels: int, within: int) -> Image:
    """Return a picture in colours, to be looked at; what is transparent in it is white.

    Args:
        data: the file.
        media_type: JPEG, PNG or WebP.
        pixels: how many it may have.
        within: how many are kept; a larger picture is made smaller.

    Raises:
        Broken: it cannot be read to its end.
        TooBig: it has more pixels.
        Moving: it is an animation.
    """
    from PIL import Image  # noqa: PLC0415 - only where a picture is opened

    read = _READERS[media_type](data)
    if read.width * read.height > pixels:
        raise TooBig(read.width, read.height)
    if not read.width or not read.height:
        raise Broken
    times = 1
    while read.width * read.height > within * times * times:
        times += 1
    try:
        image: Image.Image = Image.open(BytesIO(read.content), formats=[_NAMES[media_type]])
        if image.size != (read.width, read.height):
            raise Broken  # noqa: TRY301 - the header and the decoder see two pictures
        image.draft("RGB", (read.width // times, read.height // times))  # a JPEG is worked out smaller at once
        image.load()
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        if image.width * image.height > within:
            image = image.reduce(times)
        if image.mode == "RGBA":
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    except Exception:  # noqa: BLE001 - a decoder raises whatever a torn picture brings about
        raise Broken from None
    return image


def _decoded(read: Picture, media_type: MediaType) -> Image:
    from PIL import Image  # noqa: PLC0415 - only where a picture is given

    try:
        image = Image.open(BytesIO(read.content), formats=[_NAMES[media_type]])
        measured = image.size
        if media_type is MediaType.JPEG and read.side == UPRIGHT:
            image.draft("L", (1, 1))  # all of it is read, an eighth of it is worked out
        image.load()
    except Exception:  # noqa: BLE001 - a decoder raises whatever a torn picture brings about
        raise Broken from None
    if measured != (read.width, read.height):
        raise Broken
    return image


def _turned(image: Image, read: Picture, media_type: MediaType) -> bytes:
    from PIL.Image import Transpose  # noqa: PLC0415

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    out = BytesIO()
    try:
        turned = image.transpose(ways[read.side])
        if media_type is MediaType.WEBP:
            turned.save(out, "WEBP", quality=_QUALITY, lossless=read.lossless)
        elif media_type is MediaType.JPEG:
            turned.save(out, "JPEG", quality=_QUALITY, subsampling=0)
        else:
            turned.save(out, "PNG")
    except Exception:  # noqa: BLE001 - as above
        raise Broken from None
    return out.getvalue()
