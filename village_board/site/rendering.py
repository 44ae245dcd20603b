"""Pages as HTML: Jinja2 with everything escaped; no page asks for anything outside the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from village_board.i18n import DEFAULT, LANGUAGES, NATIVE_NAMES, Translator
from village_board.links.service import address_of
from village_board.settings import Settings
from village_board.site.layout import Laid
from village_board.site.model import Page
from village_board.site.pages.about import SEARCH
from village_board.site.pages.accounts import ACCOUNTS
from village_board.site.pages.enquiries import ASK
from village_board.site.pages.home import DECISION_DOOR
from village_board.site.pages.items import ITEMS
from village_board.site.pages.registers import PROPERTY
from village_board.site.pages.subsidies import SUBSIDIES

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )


def template(name: str) -> Template:
    """Return a template by name."""
    return _templates().get_template(f"{name}.html")


def folder(language: str) -> str:
    """Return the folder of a language below the root of the site: none for the first language."""
    return "" if language == DEFAULT else f"{language}/"


@dataclass(frozen=True)
class Frame:
    """What every page of one language has round its parts."""

    t: Translator
    settings: Settings
    words: Mapping[str, str]
    doors: tuple[tuple[str, str, str], ...]

    def html(self, page: Page, laid: Laid) -> str:
        """Return the page."""
        return template(page.template).render(self.around(page, laid))

    def around(self, page: Page, laid: Laid) -> dict[str, Any]:
        """Return what the template is given."""
        up = "../" * page.address.count("/")
        language = self.t.language
        web = address_of(self.settings, page.code) if page.code and self.settings.qr_target == "address" else ""
        return {
            "lang": language,
            "page": laid,
            "address": page.address,
            "up": up,
            "top": up + "../" * folder(language).count("/"),
            "languages": _LANGUAGES,
            "words": self.words,
            "doors": self.doors,
            "scripts": page.template == "search",
            "web": web,
        }


_LANGUAGES = tuple((one, NATIVE_NAMES[one], folder(one)) for one in LANGUAGES)


def frame(settings: Settings, t: Translator) -> Frame:
    """Return what stands round the pages of one language."""
    doors = (
        ("home", t("Home"), ""),
        ("decisions", t("Decisions"), DECISION_DOOR),
        ("accounts", t("Accounts"), ACCOUNTS),
        ("property", t("Land and rents"), PROPERTY),
        ("subsidies", t("Subsidies and relief"), SUBSIDIES),
        ("items", t("Items"), ITEMS),
        ("ask", t("Guides and answers"), ASK),
        ("search", t("Search"), SEARCH),
    )
    words = {
        "village": t.fact(settings.name),
        "site": t("What is public in this village"),
        "skip": t("To the content"),
        "languages": t("Languages"),
        "doors": t("Parts of these pages"),
        "invented": t("An invented demo village: no person, place or figure is real.") if settings.demo else "",
        "feed": t("{village}: published", village=settings.name),
        "subscribe": t("Subscribe to what is new"),
        "calendar": t("Calendar of meetings"),
        "changes": t("What was corrected"),
        "before": t("Before"),
        "now": t("Now"),
        "code": t("Short code"),
        "published_by": t("Published by the village committee of {village}. How to verify", village=settings.name),
        "search_label": t("Words of a title, a number, a short code"),
        "search_none": t("Nothing is found. Try fewer words."),
        "search_some": t("Found: #"),
        "search_many": t("Found: #. The first fifty are shown; add a word."),
        "search_plain": t("This browser runs no scripts here. All titles stand on one page."),
        "search_all": t("All titles on one page"),
    }
    return Frame(t, settings, words, doors)
