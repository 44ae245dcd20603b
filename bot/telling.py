"""The words of a notice, or of several in one message: sentence, short code, link, and how to stop (N5, N17, N19)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asking import code_line, data
from bot.core import Core
from bot.reply import Button, Reply
from bot.speech import words
from village_board.desk import Records
from village_board.i18n import Translator
from village_board.links.service import record_link
from village_board.notices.model import AudienceKind, Delivery, Follow, Notice, NoticeKind
from village_board.notices.outbox import Claimed, Told

#: Buttons beside each other under several notices.
_A_ROW = 3


def notice_reply(records: Records, core: Core, claimed: Claimed) -> Reply:
    """Return what a delivery says: one notice, or several that leave together, each with its short code (N17)."""
    delivery, notice = claimed.delivery, claimed.notice
    t, told = words(delivery.language), claimed.told
    if len(told) == 1:
        lines = _marks(t, delivery, notice)
        lines.append(t("Notice of {village}", village=core.board.settings.name))
        lines += _said(t, notice)
        rows = _buttons(t, notice)
        link = record_link(records, core.board.settings, notice.subject)
    else:
        lines = [t("{n} notices of {village}", n=len(told), village=core.board.settings.name)]
        for number, one in enumerate(told, 1):
            first, *rest = _said(t, one.notice)
            lines += ["", f"{number}. {first}", *rest]
        shown = [
            Button(t("Show no. {n}", n=number), data("r", one.notice.subject)) for number, one in enumerate(told, 1)
        ]
        rows = tuple(tuple(shown[start : start + _A_ROW]) for start in range(0, len(shown), _A_ROW))
        link = ""
    lines.append(_why(t, told))
    return Reply("\n".join(lines), rows, link)


def _why(t: Translator, told: Sequence[Told]) -> str:
    """Return why this chat is told, and how that ends."""
    if all(one.notice.audience is AudienceKind.PERSONS for one in told):
        return t("You are told by your office, in the chat that is bound to you.")
    if all(one.delivery.subscriber.startswith(Follow.KIND.prefix) for one in told):
        return t("You follow this or registered for it. Send /stop twice to hear nothing more.")
    return t("/stop ends these notices.")


def _said(t: Translator, notice: Notice) -> list[str]:
    """Return the lines of one notice: its sentence, its code, and which version it corrects (N19)."""
    lines = [t.say(notice.message), code_line(t, notice.subject)]
    if notice.replaces_fingerprint:
        lines.append(
            t(
                "You had the version before: short code {id}, fingerprint {fingerprint}.",
                id=notice.replaces,
                fingerprint=notice.replaces_fingerprint,
            )
        )
    return lines


def _buttons(t: Translator, notice: Notice) -> tuple[tuple[Button, ...], ...]:
    show = Button(t("Show it here"), data("r", notice.subject))
    if notice.replaces and notice.replaces != notice.subject:
        return ((show,), (Button(t("The version before"), data("r", notice.replaces)),))
    return ((show,),)


def foot(core: Core, delivery: Delivery) -> str:
    """Return what stands under every message of a demo village."""
    if not core.board.settings.demo:
        return ""
    return words(delivery.language)("(Demo village: people, places and figures are invented.)")


def _marks(t: Translator, delivery: Delivery, notice: Notice) -> list[str]:
    """Return what stands before a notice that may be there already (N5)."""
    if delivery.resent:
        return [t("(sent again)")]
    again = notice.kind is NoticeKind.EMERGENCY and delivery.attempts > 1
    return [t("(may come twice)")] if again else []
