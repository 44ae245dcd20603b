"""Where somebody lives, as far as it is known: group and household. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from village_board.i18n import Translator


def dwelling(group: int | None, household: str, t: Translator) -> str:
    """Return group and household; what is not known is left out, and where nothing is, nothing is said."""
    if group and household:
        return t("Group {group}, household {household}", group=group, household=household)
    if group:
        return t("group {n}", n=group)
    return t("household {household}", household=household) if household else ""
