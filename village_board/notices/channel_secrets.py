"""Addresses of channels: each in a file of the home that its owner alone can read, named by its channel (A30)."""

from __future__ import annotations

from pathlib import Path

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.notices.channels import Channel
from village_board.secret_files import check_secrets, write_whole

FOLDER = "channels"


class AddressMissing(StoreError):
    """The file with the address of a channel is gone."""

    sentence = N_("The address of '{name}' is missing ({file}). Switch the channel off, and add it again.")

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name=name, file=str(file))


def place(home: Path, channel: Channel) -> Path:
    """Return where the address of `channel` lies."""
    return home / FOLDER / channel.id


def keep_address(home: Path, channel: Channel, address: str) -> None:
    """Keep the address of `channel`, for the owner of the home alone.

    Raises:
        OSError: it cannot be written; what stood there stays.
    """
    (home / FOLDER).mkdir(mode=0o700, exist_ok=True)
    write_whole(place(home, channel), address.encode())


def address_of(home: Path, channel: Channel) -> str:
    """Return the address of `channel`.

    Raises:
        AddressMissing: its file is gone.
        SecretExposed: others than the owner can read it.
    """
    file = place(home, channel)
    check_secrets((file,))
    try:
        return file.read_text("utf-8").strip()
    except OSError:
        raise AddressMissing(channel.name, file) from None


def forget_address(home: Path, channel: Channel) -> None:
    """Remove the address of `channel`; nothing where there is none."""
    place(home, channel).unlink(missing_ok=True)
