"""Words in the reader's language. A translator is passed to who speaks, and is never global.

With ``t = translator("zh-Hans", "kiosk")``:

- ``t("Income")`` is 收入;
- ``t("Paid {amount} on {day}", amount=Fen(123450), day=date(2026, 9, 30))`` writes each fact by its type;
- ``t.n("{n} day left", "{n} days left", 3)`` counts;
- ``t.say(error.message)`` says what the core returned.
"""

from village_board.i18n.translator import (
    DEFAULT,
    LANGUAGES,
    NATIVE_NAMES,
    CatalogueMissing,
    Translator,
    translator,
)

__all__ = ["DEFAULT", "LANGUAGES", "NATIVE_NAMES", "CatalogueMissing", "Translator", "translator"]
