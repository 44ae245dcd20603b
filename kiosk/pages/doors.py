"""Where the home's tiles lead, in their order; loaded when somebody chooses one, not while the kiosk starts."""

from __future__ import annotations

from kiosk.pages.accounts import AccountsPage
from kiosk.pages.asked import QuestionsPage
from kiosk.pages.catalogue import CataloguePage, SubsidiesPage
from kiosk.pages.hearings import HearingsPage
from kiosk.pages.registers import PropertyPage
from kiosk.sheet import Page


def door(number: int) -> Page:
    """Return the page behind tile `number`, from 1."""
    pages = (HearingsPage(), AccountsPage(), PropertyPage(), SubsidiesPage(), CataloguePage(), QuestionsPage())
    return pages[number - 1]
