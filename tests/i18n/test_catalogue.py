"""A catalogue that is looked up where it lies says what the standard library's reader says of it."""

from __future__ import annotations

import io
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from village_board.i18n.catalogue import Catalogue, CatalogueDamaged

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.mo"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.stem}-{path.parts[-3]}")
def test_every_sentence_is_that_of_the_standard_reader(path: Path) -> None:
    """Plain ones, plurals and those of a context, and one that is not there."""
    # Guard: village_board/i18n/catalogue.py:Catalogue._search - a sentence is in English though it was translated.
    ours = Catalogue(path)
    with path.open("rb") as file:
        theirs = GNUTranslations(file)
    assert len(theirs._catalog) > 100
    for key, said in theirs._catalog.items():
        if isinstance(key, tuple):
            assert key[1] == 0  # Chinese has one form
            assert ours.gettext(key[0]) == ours.ngettext(key[0], "", 5) == said
            continue
        context, mark, message = key.rpartition("\x04")
        assert (ours.pgettext(context, message) if mark else ours.gettext(message)) == said
    assert ours.gettext("no such sentence") == "no such sentence"


def test_plurals_are_those_of_the_language_s_own_rule(tmp_path: Path) -> None:
    """By the rule in the file's header."""
    # Guard: village_board/i18n/catalogue.py:Catalogue._form_for - two things are told as one.
    made = Catalog(locale="pl")
    made.add(("{n} step", "{n} steps"), ("{n} krok", "{n} kroki", "{n} kroków"))
    buffer = io.BytesIO()
    write_mo(buffer, made)
    path = tmp_path / "steps.mo"
    path.write_bytes(buffer.getvalue())
    ours, theirs = Catalogue(path), GNUTranslations(io.BytesIO(buffer.getvalue()))
    for n in (0, 1, 2, 5, 12, 22, 101):
        assert ours.ngettext("{n} step", "{n} steps", n) == theirs.ngettext("{n} step", "{n} steps", n)
    assert ours.ngettext("one", "many", 1) == "one"


@pytest.mark.parametrize("text", [b"", b"no catalogue at all, and long enough to be one"])
def test_a_file_that_is_none_is_told(tmp_path: Path, text: bytes) -> None:
    """At once, and not at the first sentence."""
    path = tmp_path / "broken.mo"
    path.write_bytes(text)
    with pytest.raises(CatalogueDamaged):
        Catalogue(path)
