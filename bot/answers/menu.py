"""The menu, and what the bot says of itself: what it never takes, the languages, subscribing."""

from __future__ import annotations

from bot.answers.polls import poll_door
from bot.answers.subscriptions import consent_words
from bot.asking import Asking, data, days_left, menu_row, period, rows
from bot.reply import Button, Reply
from village_board.base.money import Fen
from village_board.enquiries.elsewhere import DISCIPLINE_TELEPHONE
from village_board.glance.service import last_whole_month, meetings_ahead
from village_board.i18n import LANGUAGES, NATIVE_NAMES, Translator
from village_board.notices.audience import subscriber_of
from village_board.people.acts import PERMITTED, Act


def menu(asking: Asking, before: str = "") -> Reply:
    """Return the menu under the day's two most wanted answers; `before` is a sentence above it."""
    t, records = asking.t, asking.records
    lines = [t("{village}: open village affairs", village=asking.settings.name)]
    ahead = meetings_ahead(records)
    if ahead:
        lines.append(
            t(
                "Next meeting: {when}, {left}. {matter}",
                when=ahead[0].at or ahead[0].on,
                left=days_left(t, ahead[0].days_left),
                matter=ahead[0].record.matter,
            )
        )
    if money := last_whole_month(records):
        lines.append(
            t(
                "{period}: {opening} + {income} - {expense} = {closing}",
                period=period(t, money.month),
                opening=Fen(money.opening),
                income=Fen(money.income),
                expense=Fen(money.expense),
                closing=Fen(money.closing),
            )
        )
        lines.append(t("(start + income - expense = end)"))
    lines.append(t("Press a button, or send words: 'March expenses', 'balance', 'pond'."))
    text = "\n".join(lines)
    return Reply(f"{before}\n\n{text}" if before else text, _buttons(asking))


def _buttons(asking: Asking) -> tuple[tuple[Button, ...], ...]:
    t = asking.t
    subscribed = subscriber_of(asking.records, asking.chat) is not None
    notices = Button(t("My notices"), data("sb")) if subscribed else Button(t("Get notices"), data("sub"))
    desk: tuple[Button, ...] = ()
    if asking.actor is not None:
        desk = tuple(
            Button(text, data(view))
            for act, text, view in (
                (Act.RECORD_HEARING, t("Record a hearing"), "rec"),
                (Act.CONFIRM_HEARING, t("Waiting for me to confirm"), "con"),
            )
            if asking.actor.roles & PERMITTED[act]
        )
    own = (Button(t("My desk"), data("dk")),) if asking.actor is not None else ()
    return rows(  # type: ignore[return-value]
        own,
        desk,
        (Button(t("Next meeting"), data("n")), Button(t("Hearings and decisions"), data("h", 0))),
        (Button(t("Village accounts"), data("a")), Button(t("Land, ponds, houses, rents"), data("l", 0))),
        (Button(t("Subsidies"), data("s", 0)), Button(t("Newest"), data("w", 0))),
        (Button(t("What people ask"), data("qs", 0)),),
        (Button(t("Service guides"), data("gd", 0)), Button(t("Telephone numbers"), data("tel", 0))),
        (Button(t("How to search"), data("how")), notices),
        (Button(t("Ask the village"), data("eq")), Button(t("Asked and answered"), data("ea", 0))),
        (Button(t("Apply for information"), data("ap")), Button(t("My matters"), data("em", 0))),
        (Button(t("How far is my slip"), data("slip")), *poll_door(asking)),
        (Button("简体 繁體 English", data("lang")), Button(t("What I never take"), data("never"))),
    )


def never(asking: Asking) -> Reply:
    """Say what this bot does not take, and who does (P15, P21)."""
    t = asking.t
    return Reply(
        "\n\n".join(
            (
                wrongdoing_words(asking),
                _personal_words(t),
                t("Your words are used to look for an answer. They are not kept."),
                office(asking),
            )
        ),
        (menu_row(t),),
    )


def wrongdoing(asking: Asking) -> Reply:
    """Answer somebody who wants to report wrongdoing (P15): nothing is kept, not even that it was asked."""
    return Reply(wrongdoing_words(asking), (menu_row(asking.t),))


def wrongdoing_words(asking: Asking) -> str:
    """Return where a report of wrongdoing goes."""
    t, township = asking.t, asking.settings.township
    where = (
        t(
            "Go to the discipline office of {township}, or call {number}.",
            township=township,
            number=DISCIPLINE_TELEPHONE,
        )
        if township
        else t("Go to the township's discipline office, or call {number}.", number=DISCIPLINE_TELEPHONE)
    )
    return "\n".join(
        (
            t("Reports of wrongdoing are not taken here: those whom you accuse might read them."),
            where,
            t("Nothing that you wrote here was kept. You may delete it on your side."),
        )
    )


def personal(asking: Asking) -> Reply:
    """Answer somebody who has sent a personal number or a paper (P21)."""
    t = asking.t
    return Reply(
        "\n".join(
            (
                t("This was not taken and not kept. Please delete it on your side."),
                _personal_words(t),
                office(asking),
            )
        ),
        (menu_row(t),),
    )


def office(asking: Asking) -> str:
    """Return how to reach the village office."""
    telephone = asking.settings.telephone
    return (
        asking.t("Village office: {telephone}", telephone=telephone)
        if telephone
        else asking.t("The village office helps you.")
    )


def languages(asking: Asking) -> Reply:
    """Offer the languages, each in its own script."""
    buttons = tuple(Button(NATIVE_NAMES[language], data("lang", language)) for language in LANGUAGES)
    return Reply("请选语言 / 請選語言 / Choose a language", rows(buttons, menu_row(asking.t)))


def consent(asking: Asking) -> Reply:
    """Say what a subscription keeps, and ask (N22): whoever only scanned a code has not subscribed."""
    t = asking.t
    if (known := subscriber_of(asking.records, asking.chat)) is not None and known.active:
        return Reply(
            t("You get the village's notices already. You can stop at any time."),
            rows((Button(t("My notices"), data("sb")), Button(t("Stop notices"), data("stop"))), menu_row(t)),
        )
    return Reply(
        consent_words(t),
        rows((Button(t("Yes, send me notices"), data("sub", "yes")),), (Button(t("No, thank you"), data("m")),)),
    )


def _personal_words(t: Translator) -> str:
    return t("Never send identity numbers, bank cards, or papers about illness or cases. Come to the hall with them.")
