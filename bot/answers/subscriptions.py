"""What a chat hears of, when, and what it follows: the answers (N16, N17, N21-N23)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.disclosure.model import Item
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.i18n import Translator
from village_board.notices.audience import follows_of, hours_of, subscriber_of
from village_board.notices.followers import follow_of
from village_board.notices.linking import link_of
from village_board.notices.model import Follow, Subscriber, Theme
from village_board.notices.quiet import Quiet
from village_board.notices.words import THEME
from village_board.people.model import Person

#: What a villager can follow from its card.
FOLLOWED: tuple[type[Record], ...] = (Hearing, Resolution, DecisionCase, Item)
#: Quiet hours and hours of the day's news that stand on buttons; others are written: /quiet 22:30-6:00
QUIET = (Quiet(20 * 60, 8 * 60), Quiet(22 * 60, 6 * 60), Quiet(0, 0))
DIGEST = (7 * 60 + 30, 12 * 60, 18 * 60, 20 * 60)
_GROUPS_A_ROW = 4
_TIMES = re.compile(r"(\d{1,2})(?:[:：点](\d{1,2})?)?分?\s*[-~—–到至]\s*(\d{1,2})(?:[:：点](\d{1,2})?)?分?")


def consent_words(t: Translator) -> str:
    """Return the words to which a subscriber agrees; another version of them is `CONSENT_VERSION` (N22)."""
    return "\n".join(
        (
            t("Do you want the village's notices here: meetings, results, accounts?"),
            t("For that this chat's number, your language and the time of your consent are kept."),
            t("So are the topics and hours that you choose, and what you follow. Nothing else."),
            t("Nobody in the village sees who subscribed; only how many."),
            t("Send /stop at any time: then the number is erased. /delete erases everything."),
        )
    )


def settings(asking: Asking) -> Reply:
    """Show what a subscriber has chosen, each with a button that changes it."""
    t, known = asking.t, subscriber_of(asking.records, asking.chat)
    if known is None:
        return Reply(
            t("You do not get the village's notices yet."),
            rows((Button(t("Get notices"), data("sub")),), (Button(t("What I follow"), data("fl", 0)),), menu_row(t)),
        )
    hours = hours_of(asking.records, known)
    lines = [
        t("Your notices. Press a topic to leave it out, or to have it again."),
        t("Quiet hours: {hours}. An emergency comes at any hour.", hours=quiet_words(t, hours.quiet)),
        t("The day's news together at {time}.", time=_clock(hours.digest_at))
        if hours.digest_at is not None
        else t("Each notice comes by itself; those that wait come together."),
    ]
    if link := link_of(asking.records, asking.chat):
        lines.append(
            t("This chat counts for your whole household.")
            if link.household
            else t("This chat counts as yours in the village's reckoning.")
        )
    return Reply(
        "\n".join(lines), rows(*_themes(t, known), *_groups(asking, known), *_more(t, linked=link is not None))
    )


def _themes(t: Translator, known: Subscriber) -> list[Sequence[Button]]:
    return [(Button(_marked(t, t(THEME[one]), on=one not in known.left_out), data("sb", "t", one)),) for one in Theme]


def _groups(asking: Asking, known: Subscriber) -> list[Sequence[Button]]:
    """Return the buttons of the villagers' groups; none where the village has one alone."""
    groups = sorted({person.group for person in asking.records.all(Person) if person.group})
    if len(groups) < 2:  # noqa: PLR2004 - one group is no choice
        return []
    t = asking.t
    buttons = [
        Button(
            _marked(t, t("Group {n}", n=group), on=not known.groups or group in known.groups), data("sb", "g", group)
        )
        for group in groups
    ]
    return [buttons[start : start + _GROUPS_A_ROW] for start in range(0, len(buttons), _GROUPS_A_ROW)]


def _more(t: Translator, *, linked: bool) -> list[Sequence[Button]]:
    return [
        (Button(t("Quiet hours"), data("sb", "q")), Button(t("Once a day"), data("sb", "d"))),
        (Button(t("What I follow"), data("fl", 0)),),
        () if linked else (Button(t("Count this chat as mine"), data("sb", "l")),),
        (Button(t("Stop notices"), data("stop")), Button(t("Erase everything"), data("del"))),
        menu_row(t),
    ]


def _marked(t: Translator, text: str, *, on: bool) -> str:
    return t("Yes: {what}", what=text) if on else t("No: {what}", what=text)


def choose_quiet(asking: Asking) -> Reply:
    """Offer quiet hours."""
    t = asking.t
    village = hours_of(asking.records, None).quiet
    return Reply(
        "\n".join(
            (
                t("When shall no notice come? An emergency comes at any hour."),
                t("Other hours: write /quiet and the hours, such as 22:30-6:00."),
            )
        ),
        rows(
            (Button(t("As the village: {hours}", hours=quiet_words(t, village)), data("sb", "q", "v")),),
            *((Button(quiet_words(t, one), data("sb", "q", f"{one.since}-{one.until}")),) for one in QUIET),
            (Button(t("My notices"), data("sb")),),
        ),
    )


def choose_digest(asking: Asking) -> Reply:
    """Offer hours for the day's news."""
    t = asking.t
    return Reply(
        "\n".join(
            (
                t("When shall the day's news come, all in one message?"),
                t("Word of meetings and emergencies does not wait for it."),
            )
        ),
        rows(
            [Button(_clock(minute), data("sb", "d", minute)) for minute in DIGEST],
            (Button(t("Not together: as they come"), data("sb", "d", "x")),),
            (Button(t("My notices"), data("sb")),),
        ),
    )


def following(asking: Asking) -> Reply:
    """List what a chat follows."""
    t, offset = asking.t, asking.number()
    found = [(one, record) for one in follows_of(asking.records, asking.chat) if (record := _public(asking, one))]
    if not found:
        return Reply(
            t("You follow nothing yet. Open a hearing, a decision or an item and press 'Follow this'."),
            rows(menu_row(t)),
        )
    shown = found[offset : offset + PAGE]
    lines = [t("{title} (registered)", title=record.title) if one.takes_part else record.title for one, record in shown]
    return Reply(
        f"{t('You follow:')}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(record.title), data("r", record.id)),) for _, record in shown),
            paging(t, "fl", offset, more=len(found) > offset + PAGE),
            (Button(t("My notices"), data("sb")),),
            menu_row(t),
        ),
    )


def follow_button(asking: Asking, record: Record) -> tuple[Button, ...]:
    """Return the button that follows `record`, or ends that; none where it cannot be followed."""
    if not isinstance(record, FOLLOWED) or not record.public:
        return ()
    known = follow_of(asking.records, asking.chat, record.id)
    if known is None:
        return (Button(asking.t("Follow this"), data("fw", record.id)),)
    if known.takes_part:
        return ()  # whoever registered withdraws by the button of that
    return (Button(asking.t("Follow this no longer"), data("uf", record.id)),)


def followed(asking: Asking, record: Record) -> Reply:
    """Say that `record` is followed now."""
    t = asking.t
    return Reply(
        "\n".join(
            (
                t("You follow: {title}", title=record.title),
                t("You are told whatever happens to it. For that this chat's number is kept; /stop ends it."),
            )
        ),
        rows((Button(t("Show it here"), data("r", record.id)), Button(t("What I follow"), data("fl", 0))), menu_row(t)),
    )


def erase_question(asking: Asking) -> Reply:
    """Say what is erased and what stays, and ask."""
    t = asking.t
    return Reply(
        "\n".join(
            (
                t("Erase everything that is kept of this chat?"),
                t("Gone are: your subscription, what you follow, drafts, language, links and registrations."),
                t("What you handed in stays under its slip number, without this chat: the law wants it kept."),
            )
        ),
        rows((Button(t("Yes, erase everything"), data("del", "yes")),), (Button(t("No"), data("m")),)),
    )


def erased(t: Translator, count: int) -> Reply:
    """Confirm that everything was erased (N21)."""
    text = t("Erased. Nothing is kept of this chat any more.") if count else t("Nothing was kept of this chat.")
    return Reply(text + "\n" + t("You can ask here as before: /start"))


def link_code(t: Translator, code: str, minutes: int) -> Reply:
    """Say what to do with the number that links this chat."""
    return Reply(
        "\n".join(
            (
                t("Show this number in the hall: {code}", code=code),
                t("It is good for {n} minutes. Then the village knows that its notices reach you.", n=minutes),
                t("Only that is counted. Nobody is shown what you read or ask here."),
            )
        ),
        rows((Button(t("My notices"), data("sb")),)),
    )


def quiet_words(t: Translator, quiet: Quiet) -> str:
    """Return quiet hours in words."""
    if quiet.since == quiet.until:
        return t("none")
    return t("{since} to {until}", since=_clock(quiet.since), until=_clock(quiet.until))


def quiet_in(text: str) -> Quiet | None:
    """Return the quiet hours that a person wrote: ``22:30-6:00``, ``22点到6点``; None where it is none."""
    match = _TIMES.search(text)
    if match is None:
        return None
    since_hour, since_minute, until_hour, until_minute = (int(part or 0) for part in match.groups())
    if max(since_hour, until_hour) > 24 or max(since_minute, until_minute) > 59:  # noqa: PLR2004 - a day's clock
        return None
    return Quiet((since_hour * 60 + since_minute) % 1440, (until_hour * 60 + until_minute) % 1440)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _public(asking: Asking, one: Follow) -> Record | None:
    try:
        record = asking.records.lookup(one.record)
    except NotFound:
        return None
    return record if record.public else None
