"""What the core says with a command of the terminal, as it is said in the hall, where nobody has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from village_board.base.message import N_
from village_board.i18n import translator

if TYPE_CHECKING:
    from village_board.i18n import Translator

#: what is said, under the core's own sentence.
IN_THE_HALL: dict[str, str] = {
    "There is no {kind} {id}. Look it up with 'village-board search'.": N_(
        "There is nothing public under {id}. Ask the village committee."
    ),
    "The file of {title} ({id}) was changed after it was kept, so it is not shown. Tell the oversight committee "
    "({file}), then: village-board attach check --mend": N_(
        "The file of {title} ({id}) was changed after it was kept, so it is not shown. Tell the oversight committee."
    ),
    "The file of {title} ({id}) is missing ({file}). Bring it back: village-board attach check --mend": N_(
        "The file of {title} ({id}) is missing. Tell the village committee."
    ),
}


def hall_translator(language: str) -> Translator:
    """Return what speaks to visitors in `language`."""
    return translator(language, "kiosk").saying(IN_THE_HALL)
