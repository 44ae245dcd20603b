"""The modules of a QR code for paper: dark on light, with a quiet zone of four."""

from __future__ import annotations

_QUIET = 4


def modules(link: str) -> tuple[str, ...]:
    """Return the rows of the code of `link`, 1 is dark; none where there is no link."""
    if not link:
        return ()
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - a page without a code need not load it
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(border=_QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(link)
    code.make(fit=True)
    return tuple("".join("1" if module else "0" for module in row) for row in code.get_matrix())
