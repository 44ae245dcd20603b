"""Search: whatever words somebody sends."""

from __future__ import annotations

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import CALLBACK_BYTES, Button, Reply, label
from village_board.asking.model import Kind, Step
from village_board.asking.service import examples
from village_board.base.kind import Record
from village_board.text.clean import clean

#: Room for the words in a button: the view, an offset of three digits and two colons come off Telegram's limit.
WORDS_BYTES = CALLBACK_BYTES - len("f:999:")
#: Nobody pages further through a phone.
FURTHEST = 120


def shortened(words: str) -> str:
    """Return the words that are looked for, so short that a button can carry them."""
    words = clean(words).replace(":", " ")
    return words.encode()[:WORDS_BYTES].decode(errors="ignore").strip()


def found(asking: Asking) -> Reply:
    """List the public records that hold the words (second argument), the newest first."""
    words, offset = asking.text(1), min(asking.number(), FURTHEST)
    hits = asking.records.search(words, limit=offset + PAGE + 1)
    shown = [hit.record for hit in hits[offset : offset + PAGE] if hit.record.public]
    if shown:
        return _listed(asking, words, shown, offset, more=len(hits) > offset + PAGE)
    return nothing(asking, words)


def _listed(asking: Asking, words: str, shown: list[Record], offset: int, *, more: bool) -> Reply:
    t = asking.t
    lines = [
        t("{kind}: {title} ({day})", kind=record.KIND.label, title=record.title, day=record.day)
        if record.day
        else t("{kind}: {title}", kind=record.KIND.label, title=record.title)
        for record in shown
    ]
    head = t("Found for '{words}', the newest first:", words=words)
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(record.title), data("r", record.id)),) for record in shown),
            paging(t, "f", offset, words, more=more and offset < FURTHEST),
            menu_row(t),
        ),
    )


def nothing(asking: Asking, words: str) -> Reply:
    """Say what to try where nothing was found: three questions that have an answer here and now."""
    t, steps = asking.t, examples(asking.records)
    return Reply(
        "\n".join(
            (
                t("Nothing was found for '{words}'.", words=words) if words else t("Send one or two words."),
                t("Try a shorter word, such as 'pond' or 'road'."),
                t("Or try one of these; each has an answer:"),
            )
        ),
        rows(
            *((Button(label(t.say(step.label)), _target(step)),) for step in steps),
            (Button(t("What people ask"), data("qs", 0)), Button(t("Ask the village"), data("eq"))),
            menu_row(t),
        ),
    )


def _target(step: Step) -> str:
    if step.question is None:
        return data("r", step.id)
    if step.question.kind is Kind.NEWEST:
        return data("w", 0)
    return data("an", "", step.question.packed())


def how(asking: Asking) -> Reply:
    """Say how to search."""
    t = asking.t
    return Reply(
        "\n".join(
            (
                t("Send me one or two words, such as 'pond' or 'road'."),
                t("Traditional characters and pinyin initials find it too."),
                t("Or send the short code of a sheet or a page."),
            )
        ),
        (menu_row(t),),
    )
