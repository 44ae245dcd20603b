"""Why a step of an item is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.disclosure.model import Item
from village_board.disclosure.words import ITEM_STATUS

if TYPE_CHECKING:
    from village_board.privacy.model import Hit
    from village_board.privacy.versions import Risk


class ItemNotReady(Refused):
    """The item stands where this step has no place."""

    sentence = N_("{title} is '{status}': this step has no place now.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title, status=Message(ITEM_STATUS[item.status]))


class ItemEmpty(Refused):
    """Number, name or content is missing."""

    sentence = N_("An item needs a number, a name, and a content; where nothing happened, say so with --nil.")

    def __init__(self) -> None:
        super().__init__()


class ReasonMissing(Refused):
    """A step that takes something away or asks for more needs its reason."""

    sentence = N_("Say why: {what}. Nothing was changed.")

    def __init__(self, what: Message | str) -> None:
        super().__init__(what=what)


class TakenDownEarly(Refused):
    """It has not hung for its days."""

    sentence = N_(
        "{title} has hung {days} of {least} days. Taken down earlier it needs a reason; it may stay until {until}."
    )

    def __init__(self, item: Item, days: int, least: int, until: date) -> None:
        super().__init__(title=item.title, days=days, least=least, until=until)


class GateClosed(Refused):
    """The machine found what must not be published as it stands."""

    sentence = N_(
        "{title} is not submitted: {first} ({kind}); {count} places in all. "
        "Mask them (item edit), or let a second person override with a reason (item override)."
    )

    def __init__(self, item: Item, stopping: Sequence[Hit | Risk]) -> None:
        from village_board.privacy.words import KIND_WORDS  # noqa: PLC0415 - the first screen needs no gate

        self.hits = tuple(stopping)
        first = stopping[0]
        super().__init__(
            title=item.title,
            first=first.place.words,
            kind=Message(KIND_WORDS[first.kind]),
            count=len(stopping),
        )


class MaskUndone(GateClosed):
    """Two versions of one list together show what each of them hides."""

    sentence = N_(
        "{title} is not submitted: an earlier version shows what is masked here: {first} ({kind}); {count} places "
        "in all. Mask them as before (item edit), or let a second person override with a reason (item override)."
    )


class NothingStops(Refused):
    """There is nothing to override."""

    sentence = N_("Nothing stops {title}: submit it.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title)


class PaperChanged(Refused):
    """The item or its files changed after the machine looked at them."""

    sentence = N_("{title} or its files changed after it was submitted. Send it back and submit it again.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title)


class SecrecyOpen(Refused):
    """Whether it is secret was asked, and the answer has not come (P28)."""

    sentence = N_("{title} waits: {asked} was asked whether it may be published. Write down the answer first.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title, asked=item.secrecy.asked if item.secrecy else "")


class GroundMissing(Refused):
    """What is not open needs the ground in law and the reason."""

    sentence = N_("{title} is not to be open: give the ground and the reason.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title)


class NothingDiffers(Refused):
    """A correction that corrects nothing."""

    sentence = N_("Nothing differs from version {version} of {title}. Nothing was drafted.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title, version=item.version)


class DaysDisordered(Refused):
    """The last day on the wall lies before the first."""

    sentence = N_("{title} cannot hang until {until}: today is {today}.")

    def __init__(self, item: Item, until: date, today: date) -> None:
        super().__init__(title=item.title, until=until, today=today)
