"""What an execution may not do: pure, each refusal with its numbers (facts 2.5; P4, P11, P12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.base.share import Share
from village_board.hearings.execution import Execution, ExecutionState
from village_board.hearings.execution_words import EXECUTION_STATE
from village_board.hearings.model import Body, Variation
from village_board.hearings.words import BODY
from village_board.text.mask import find_personal_numbers

#: states in which offers and contracts are taken; work may have begun before its last contract.
_OPEN = frozenset({ExecutionState.SELECTING, ExecutionState.RUNNING})


class NotOpen(Refused):
    """The execution stands where this act has no place."""

    sentence = N_("{title} is '{state}': this cannot be done now.")

    def __init__(self, execution: Execution) -> None:
        super().__init__(title=execution.title, state=Message(EXECUTION_STATE[execution.state]))


class PersonalNumberTyped(Refused):
    """A telephone, identity or card number stands in a text that everybody reads (P12)."""

    sentence = N_("'{text}' holds a personal number. This is public: take the number out.")

    def __init__(self, text: str) -> None:
        spans = find_personal_numbers(text)
        super().__init__(text=text[: spans[0].start] + "…" if spans else text)


class VariationNeedsBody(Refused):
    """Changes grew above the share that the body which decided leaves to others (P4)."""

    sentence = N_(
        "With this change {total} are changed of {decided}: above {most} the body that decided must approve ({body}). "
        "Name it, with its resolution or its minutes."
    )

    def __init__(self, total: int, decided: int, most: int, body: Body | None) -> None:
        deciding = Message(BODY[body]) if body is not None else say("the villagers' meeting")
        super().__init__(total=Fen(total), decided=Fen(decided), most=Fen(most), body=deciding)


class SmallOutgrown(Refused):
    """A small matter grew above what the two committees may decide."""

    sentence = N_("With this change it is {total}; the two committees may decide {most}. It goes to the villagers.")

    def __init__(self, total: int, most: int) -> None:
        super().__init__(total=Fen(total), most=Fen(most))


class BelowNothing(Refused):
    """The changes take more away than was decided."""

    sentence = N_("With this change {total} would be left: less than nothing cannot be spent.")

    def __init__(self, total: int) -> None:
        super().__init__(total=Fen(total))


class VariationIncomplete(Refused):
    """A change without its amount, its reason, or who approved it."""

    sentence = N_("A change needs an amount other than zero, the reason, and who approved it on which day.")

    def __init__(self) -> None:
        super().__init__()


class DecisionNotOfBody(Refused):
    """The resolution that is named for a change was not passed, or by another body."""

    sentence = N_("Resolution {number} was not passed by {body}: name the one that approved this change.")

    def __init__(self, number: str, body: Body) -> None:
        super().__init__(number=number, body=Message(BODY[body]))


class VoucherElsewhere(Refused):
    """The voucher names another decision, is counted already, or pays nothing."""

    sentence = N_("Voucher {number} is counted already, names another decision, or pays nothing out.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class PercentBack(Refused):
    """Less of the work is said to be done than before."""

    sentence = N_("{percent} percent is less than the {before} percent of {on}. Give the reason why it is less.")

    def __init__(self, percent: int, before: int, on: date) -> None:
        super().__init__(percent=percent, before=before, on=on)


class PercentUnfit(Refused):
    """More than all of it."""

    sentence = N_("{percent} percent cannot be: all of it is 100. Write 0 to 100.")

    def __init__(self, percent: int) -> None:
        super().__init__(percent=percent)


class GuaranteeTooShort(Refused):
    """The guarantee ends before it begins."""

    sentence = N_("A guarantee until {until} ends before the acceptance of {accepted}.")

    def __init__(self, until: date, accepted: date) -> None:
        super().__init__(until=until, accepted=accepted)


class NoSuchDefect(Refused):
    """No defect with this number waits to be mended."""

    sentence = N_("{title} has no defect no. {number} that waits to be mended.")

    def __init__(self, title: str, number: int) -> None:
        super().__init__(title=title, number=number)


class WordsMissing(Refused):
    """A public entry without words."""

    sentence = N_("There is no text. Write what happened: it is public.")

    def __init__(self) -> None:
        super().__init__()


def check_open(execution: Execution) -> None:
    """Refuse what belongs before acceptance.

    Raises:
        NotOpen: the work is accepted, or the decision revoked.
    """
    if execution.state not in _OPEN:
        raise NotOpen(execution)


def check_public(*texts: str) -> None:
    """Refuse telephone, identity and card numbers in texts that everybody reads (P12).

    Raises:
        PersonalNumberTyped: a text holds one.
    """
    for text in texts:
        if find_personal_numbers(text):
            raise PersonalNumberTyped(text)


def check_variation(
    variation: Variation,
    before: Sequence[Variation],
    decided: int | None,
    body: Body | None,
    share: Share,
) -> None:
    """Refuse a change above the share unless the body that decided approved it; all changes count together.

    Raises:
        BelowNothing: less than nothing would be left.
        VariationNeedsBody: with the sums and what is free.
    """
    base = decided or 0
    total = sum(one.amount for one in before) + variation.amount
    if base + total < 0:
        raise BelowNothing(base + total)
    if not share.met(abs(total), base) or (
        variation.body is not None and variation.body is body and variation.decision
    ):
        return
    raise VariationNeedsBody(total, base, _free(share, base), body)


def _free(share: Share, whole: int) -> int:
    """Return the greatest change that needs no body."""
    return max(share.needed(whole) - 1, 0)
