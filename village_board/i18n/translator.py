"""The translator: gettext catalogues, and how each language writes money, days and areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from village_board.base.clock import local
from village_board.base.errors import BoardError
from village_board.base.message import N_, Message
from village_board.base.money import Fen, yuan
from village_board.i18n.catalogue import Catalogue
from village_board.text.clean import terminal_safe

#: the languages of every surface, the first language first.
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
#: what a reader gets who has not chosen, whatever LANG says.
DEFAULT = "zh-Hans"
#: each language named in its own script (K17).
NATIVE_NAMES: Mapping[str, str] = MappingProxyType({"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"})
#: the catalogue whose words every other one falls back to.
CORE = "village_board"

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class CatalogueMissing(BoardError):
    """The installation lacks the words of a language."""

    sentence = N_("The words of {domain} in {language} are missing here: {path}. Install the program again.")

    def __init__(self, domain: str, language: str, path: str) -> None:
        super().__init__(domain=domain, language=language, path=path)


@dataclass(frozen=True, slots=True)
class Translator:
    """Turns English message ids and facts into sentences of one language.

    Facts are written by their type: `Fen` as money with its unit, `date` and `datetime` (UTC) as the language
    writes them in Shanghai time, `Decimal` with two places (mu), a `Message` translated, a list or tuple
    joined, and a string literally, as the person wrote it: neither translated nor converted nor filled again.

    Attributes:
        language: one of `LANGUAGES`.
        domain: the package whose words come first; the core's follow.
    """

    language: str
    domain: str
    _words: NullTranslations = field(repr=False, compare=False)

    def saying(self, others: Mapping[str, str]) -> Translator:
        """Return a translator that says `others[msgid]` in place of each msgid that stands there."""
        return Translator(self.language, self.domain, _Others(self._words, others))

    def __call__(self, msgid: str, /, **facts: object) -> str:
        """Return the sentence of `msgid`, filled with `facts`.

        Raises:
            KeyError: the sentence names a fact that is not given.
        """
        return self._filled(self._words.gettext(msgid) if msgid else "", facts)

    def n(self, singular: str, plural: str, n: int, /, **facts: object) -> str:
        """Return the sentence for `n` things; ``{n}`` is a fact of it."""
        return self._filled(self._words.ngettext(singular, plural, n), {"n": n, **facts})

    def p(self, context: str, msgid: str, /, **facts: object) -> str:
        """Return the sentence of `msgid` as meant in `context`, where one English word has two meanings."""
        return self._filled(self._words.pgettext(context, msgid), facts)

    def say(self, message: Message) -> str:
        """Return the sentence of `message`."""
        return self(message.msgid, **message.facts)

    def money(self, fen: int) -> str:
        """Return `fen` as yuan with the unit: ``1,234.50元``."""
        return yuan(fen) + (" yuan" if self.language == "en" else "元")

    def date(self, day: dt.date) -> str:
        """Return `day` in full: ``2026年9月30日``."""
        if self.language == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{day.year}年{day.month}月{day.day}日"

    def moment(self, instant: dt.datetime) -> str:
        """Return `instant` by the wall clock in Shanghai: ``2026年9月30日 15:00``.

        Raises:
            ValueError: `instant` has no time zone.
        """
        if instant.tzinfo is None:
            raise ValueError(instant.isoformat())
        here = local(instant)
        return f"{self.date(here.date())}{',' if self.language == 'en' else ''} {here:%H:%M}"

    def mu(self, area: Decimal) -> str:
        """Return an area in mu with the unit: ``12.50亩``."""
        return self("{area} mu", area=area)

    def days(self, n: int) -> str:
        """Return a number of days: ``3天``."""
        return self.n("{n} day", "{n} days", n)

    def listed(self, facts: Iterable[object]) -> str:
        """Return `facts` one after another, as the language joins them."""
        return (", " if self.language == "en" else "、").join(map(self.fact, facts))

    def fact(self, value: object) -> str:  # noqa: PLR0911 - one line a type
        """Return one fact as the language writes it; see the class."""
        match value:
            case str():
                return terminal_safe(value)
            case Message():
                return self.say(value)
            case Fen():
                return self.money(value)
            case dt.datetime():
                return self.moment(value)
            case dt.date():
                return self.date(value)
            case Decimal():
                return f"{value:,.2f}"
            case list() | tuple():
                return self.listed(value)
            case _:
                return terminal_safe(str(value))

    def _filled(self, sentence: str, facts: Mapping[str, object]) -> str:
        if "{" not in sentence and "}" not in sentence:
            return sentence
        return sentence.format_map({name: self.fact(value) for name, value in facts.items()})


class _Others(NullTranslations):
    """A catalogue in which some sentences stand under those that they replace."""

    def __init__(self, behind: NullTranslations, others: Mapping[str, str]) -> None:
        super().__init__()
        self._behind, self._others = behind, others

    def gettext(self, message: str) -> str:
        return self._behind.gettext(self._others.get(message, message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._behind.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._behind.pgettext(context, message)


@cache
def translator(language: str = DEFAULT, domain: str = CORE) -> Translator:
    """Return the translator of `language` for the package `domain`, with the core's words behind it.

    Raises:
        KeyError: there is no such language.
        CatalogueMissing: the package was installed without its words.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    words = NullTranslations() if language == "en" else _catalogue(language, domain)
    if domain != CORE and language != "en":
        words.add_fallback(_catalogue(language, CORE))
    return Translator(language, domain, words)


def _catalogue(language: str, domain: str) -> Catalogue:
    spec = find_spec(domain)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    place = Path("locale", language.replace("-", "_"), "LC_MESSAGES", f"{domain}.mo")
    for folder in folders:
        try:
            return Catalogue(Path(folder, place))
        except FileNotFoundError:
            continue
    raise CatalogueMissing(domain, language, str(place))
