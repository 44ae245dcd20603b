"""The words under which the store finds a record."""

from __future__ import annotations

from village_board.base.kind import Record
from village_board.text.fold import initial_words, tokens


def index_text(record: Record) -> str:
    """Return the folded words of `record`: its title, its pinyin initials, its further words; none if not public."""
    if not record.public:
        return ""
    texts = [tokens(text) for text in (record.title, *record.words()) if text]
    return "\n".join((*texts, initial_words(record.title)))  # a phrase never reaches over a line end
