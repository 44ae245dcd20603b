"""What stays of a picture: the picture."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps

from tests.attachments.making import LIMITS, SECRETS, exif, jpeg, painted, png, png_chunk, saved, webp
from village_board.attachments.exif import orientation
from village_board.attachments.judging import inspect
from village_board.attachments.model import Upload
from village_board.attachments.refusals import FileDamaged, KindNotKept, TooManyPixels

MADE: dict[str, Callable[..., bytes]] = {"照片.jpg": jpeg, "扫描.png": png, "图.webp": webp}


def kept(content: bytes, name: str) -> bytes:
    """Return what is kept of a picture."""
    return inspect(Upload(content, name), LIMITS).content


def shown(content: bytes) -> Image.Image:
    """Return a picture as its reader sees it."""
    return ImageOps.exif_transpose(Image.open(BytesIO(content))).convert("RGB")


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("side", range(1, 9))
def test_nothing_that_tells_where_when_or_by_what_it_was_taken_is_kept(name: str, side: int) -> None:
    """Place, maker, maker's note, artist, comment, XMP, thumbnail, and the film behind the end are gone."""
    # Guard: attachments/jpeg.py:_kept_application - a photograph of a poor household tells where it lives.
    given = MADE[name](side)
    assert any(secret in given for secret in SECRETS)
    left = kept(given, name)
    assert not [secret for secret in SECRETS if secret in left]
    image = Image.open(BytesIO(left))
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "Comment", "Author"} & set(image.info)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("side", range(1, 9))
def test_a_picture_stays_as_its_reader_saw_it(name: str, side: int) -> None:
    """Turned upright before the word about its side goes; the corner that was red is red."""
    # Guard: attachments/pictures.py:_turned - every page that was photographed lies on its side.
    given = MADE[name](side)
    before, after = shown(given), shown(kept(given, name))
    assert before.size == after.size
    difference = ImageChops.difference(before, after).resize((8, 8), Image.Resampling.BOX)
    assert max(high for _, high in difference.getextrema()) < 30


@pytest.mark.parametrize("name", MADE)
def test_an_upright_picture_loses_no_pixel(name: str) -> None:
    """What need not be turned is not encoded anew: every pixel as it was, and cleaning twice changes nothing."""
    given = MADE[name](1)
    left = kept(given, name)
    assert Image.open(BytesIO(given)).convert("RGB").tobytes() == Image.open(BytesIO(left)).convert("RGB").tobytes()
    assert kept(left, name) == left


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_grey_and_print_colours_stay(mode: str, *, progressive: bool) -> None:
    """Adobe's word on the colours is needed to see them, and kept."""
    given = saved(painted(mode=mode), "JPEG", progressive=progressive, exif=exif())
    left = kept(given, "a.jpg")
    assert Image.open(BytesIO(left)).tobytes() == Image.open(BytesIO(given)).tobytes()


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA", "1", "I;16"])
@pytest.mark.parametrize("side", [1, 6])
def test_a_png_of_any_colours_is_kept(mode: str, side: int) -> None:
    """Palette, transparency, black and white, sixteen bits."""
    image = Image.new("I;16", (9, 5), 4000) if mode == "I;16" else painted(mode=mode)
    left = Image.open(BytesIO(kept(saved(image, "PNG", exif=exif(side)), "a.png")))
    assert left.mode == image.mode
    assert left.size == (image.size if side == 1 else image.size[::-1])


def test_pixels_beyond_the_limit_are_refused_before_they_are_worked_out() -> None:
    """A few bytes may claim a picture that no memory holds; the sentence gives the numbers."""
    # Guard: attachments/pictures.py:cleaned - one upload stops the machine in the hall.
    head = (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + b"\x08\2\0\0\0"
    bomb = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", b"x") + png_chunk(b"IEND", b"")
    with pytest.raises(TooManyPixels, match="60000 by 60000"):
        kept(bomb, "a.png")


def test_a_picture_that_moves_is_refused() -> None:
    """Nobody can say to have looked at all of it."""
    frames = [painted(), painted().transpose(Image.Transpose.ROTATE_180)]
    with pytest.raises(KindNotKept, match="moves"):
        kept(saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]), "a.webp")


def test_further_frames_of_a_png_go() -> None:
    """What stays is the still picture that every program shows first."""
    frames = [painted(), painted().transpose(Image.Transpose.ROTATE_180)]
    left = kept(saved(frames[0], "PNG", save_all=True, append_images=frames[1:]), "a.png")
    assert b"fdAT" not in left
    assert getattr(Image.open(BytesIO(left)), "n_frames", 1) == 1


@pytest.mark.parametrize("name", MADE)
def test_a_picture_that_was_cut_anywhere_is_refused(name: str) -> None:
    """Half a voucher is no voucher: cut at any place before its end, it is damaged."""
    # Guard: attachments/pictures.py:_decoded - the grey half of a picture is what the hall shows.
    whole = kept(MADE[name](1), name)
    for cut in range(16, len(whole), 7):
        with pytest.raises(FileDamaged):
            kept(whole[:cut], name)


@pytest.mark.parametrize("block", [b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff", b"nothing"])
def test_a_broken_word_about_the_side_is_no_word(block: bytes) -> None:
    """The picture stays as it lies."""
    assert orientation(block) == 1
