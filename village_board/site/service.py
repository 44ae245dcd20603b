"""Making the site: everything public, in every language, through the same services as the kiosk and the bot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from village_board.attachments.opening import content_of
from village_board.desk import Records
from village_board.i18n import DEFAULT, LANGUAGES, Translator, translator
from village_board.interchange.standards.feed import feed_files
from village_board.interchange.standards.published import published_feed
from village_board.interchange.standards.service import calendar
from village_board.settings import Settings
from village_board.site.folder import File, Written, write_site
from village_board.site.layout import lay
from village_board.site.looking import DATA, search_data
from village_board.site.model import Page
from village_board.site.pages import (
    about,
    accounts,
    cases,
    catalogue,
    clarifications,
    contracts,
    enquiries,
    executions,
    explained,
    guides,
    hearings,
    home,
    items,
    polls,
    powers,
    registers,
    resolutions,
    sheets,
    statistics,
    subsidies,
    titles,
    voices,
    vouchers,
)
from village_board.site.pages.files import every_file
from village_board.site.rendering import STATIC, Frame, folder, frame, template
from village_board.site.stock import Stock

CALENDAR = "meetings.ics"
_INDEX = "index.html"
_LOST = "404.html"
#: what makes pages, in the order in which the list of all titles names their kinds.
_MAKERS: tuple[Callable[[Stock], Iterator[Page]], ...] = (
    home.pages,
    items.pages,
    cases.pages,
    hearings.pages,
    resolutions.pages,
    executions.pages,
    voices.pages,
    statistics.pages,
    accounts.pages,
    explained.pages,
    sheets.pages,
    contracts.pages,
    registers.pages,
    subsidies.pages,
    catalogue.pages,
    guides.pages,
    enquiries.pages,
    clarifications.pages,
    polls.pages,
    powers.pages,
    vouchers.pages,
    about.pages,
)


def export_site(records: Records, settings: Settings, home_folder: Path, out: Path) -> Written:
    """Write the site of everything public into the folder `out`; call it inside `Board.reading`.

    Raises:
        Refused: the folder cannot take it (`village_board.site.folder.write_site`); nothing was written.
        FileNotOpened: a public file is gone or was changed; nothing was written.
    """
    return write_site(out, settings.village, site_files(records, settings, home_folder))


def site_files(records: Records, settings: Settings, home_folder: Path) -> Iterator[File]:
    """Yield every file of the site: what is led to comes before what leads to it."""
    stock = Stock(records, settings, home_folder)
    pages = every_page(stock)
    for file in every_file(stock, (page.code for page in pages if page.code)):
        yield file.path, content_of(home_folder, file.attachment)
    for source in sorted(STATIC.iterdir()):
        yield source.name, source.read_bytes()
    frames = {language: frame(settings, translator(language)) for language in LANGUAGES}
    yield _LOST, _lost(frames)
    for language in reversed(LANGUAGES):
        yield from _language(stock, pages, frames[language], folder(language))


def every_page(stock: Stock) -> list[Page]:
    """Return every page of the site, records first, then the lists, then the home."""
    made = [page for make in _MAKERS for page in make(stock)]
    made += titles.pages([page for page in made if page.address])
    return sorted(made, key=lambda page: not page.code)


def _language(stock: Stock, pages: Iterable[Page], around: Frame, below: str) -> Iterator[File]:
    records, settings, t = stock.records, stock.settings, around.t
    yield below + CALENDAR, calendar(records, settings, t)[0]
    for name, content in feed_files(published_feed(records, settings, t)).items():
        yield below + name, content
    listed = [page for page in pages if page.address and page.template == "page"]
    yield below + DATA, search_data(listed, t)
    for page in pages:
        yield f"{below}{page.address}{_INDEX}", around.html(page, lay(page, t)).encode()


def _lost(frames: dict[str, Frame]) -> bytes:
    """Return the page for an address that leads nowhere: where it is shown is not known, so it leads nowhere too."""
    said = [(language, lost_words(around.t)) for language, around in frames.items()]
    return template("lost").render(lang=DEFAULT, village=frames[DEFAULT].words["village"], said=said).encode()


def lost_words(t: Translator) -> str:
    """Return what stands where nothing is."""
    return t("There is nothing under this address: it was withdrawn, or it never was. Ask the village office.")
