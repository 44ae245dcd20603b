"""The moves of a delivery (N3-N6, N10-N13): a table, and the one function that applies it."""

from __future__ import annotations

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.notices.model import DeliveryState as S
from village_board.notices.model import NoticeKind

#: Every lawful move. `unknown -> pending` is a person's act for a normal notice (N5), the machine's for an emergency.
MOVES: frozenset[tuple[S, S]] = frozenset(
    {
        (S.PENDING, S.SENDING),
        (S.PENDING, S.CANCELLED),
        (S.SENDING, S.SENT),
        (S.SENDING, S.UNKNOWN),
        (S.SENDING, S.PENDING),  # it certainly did not leave: refused connection, 429, 5xx before send
        (S.SENDING, S.FAILED),
        (S.SENDING, S.DEAD),
        (S.UNKNOWN, S.PENDING),
        (S.UNKNOWN, S.CANCELLED),
    }
)


class IllegalMove(Refused):
    """A delivery cannot go from one state to the other."""

    sentence = N_("A delivery that is {was} cannot become {becomes}.")

    def __init__(self, was: S, becomes: S) -> None:
        super().__init__(was=was.value, becomes=becomes.value)


def check_move(was: S, becomes: S) -> None:
    """Refuse a move that is not in `MOVES` (N3).

    Raises:
        IllegalMove: the move is not lawful.
    """
    if (was, becomes) not in MOVES:
        raise IllegalMove(was, becomes)


def after_lost_lease(kind: NoticeKind) -> S:
    """Return what an interrupted send becomes (N5, N6): nobody knows whether it arrived."""
    return S.PENDING if kind is NoticeKind.EMERGENCY else S.UNKNOWN
