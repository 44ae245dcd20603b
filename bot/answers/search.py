"""Search: whatever words somebody sends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import CALLBACK_BYTES, Button, Reply, label
from village_board.base.kind import Record
from village_board.text.clean import clean
from village_board.text.fold import fold

#: Room for the words in a button: the view, an offset of three digits and two colons come off Telegram's limit.
WORDS_BYTES = CALLBACK_BYTES - len("f:999:")
#: Nobody pages further through a phone.
FURTHEST = 120


# What people say round the word that they mean.
_QUESTION = re.compile(
    "^(请问|我想问|想问|问一下|查一下|查查|查|看看|看|村里的?)|"
    "(是谁包的|谁包的|谁承包的?|谁租的|租给谁了?|包给谁了?|多少钱|花了多少|怎么样了?|怎样了?|好了没有?|什么时候.*|在哪里?|的事情?|情况|吗|呢|了)$"
)
#: What villagers say, and the shorter word that stands in names.
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {"鱼塘": "塘", "水塘": "塘", "池塘": "塘", "马路": "路", "公路": "路", "水泥路": "路", "田": "地", "学堂": "学校",
     "食堂": "助餐", "自来水": "水", "垃圾": "环境", "电灯": "路灯"}
)  # fmt: skip


def shortened(words: str) -> str:
    """Return the words that are looked for, so short that a button can carry them."""
    words = clean(words).replace(":", " ")
    return words.encode()[:WORDS_BYTES].decode(errors="ignore").strip()


def found(asking: Asking) -> Reply:
    """List the public records that hold the words (second argument), the newest first.

    Where nothing holds them, what people usually mean by them is looked for, and said to be.
    """
    words, offset = asking.text(1), min(asking.number(), FURTHEST)
    for tried in (words, *other_words(words)):
        hits = asking.records.search(tried, limit=offset + PAGE + 1)
        shown = [hit.record for hit in hits[offset : offset + PAGE] if hit.record.public]
        if shown:
            return _listed(asking, words, tried, shown, offset, more=len(hits) > offset + PAGE)
    return nothing(asking, words)


def other_words(words: str) -> list[str]:
    """Return what else to look for where `words` are found nowhere: without the question, then by another name."""
    folded = fold(words).replace(" ", "")
    bare = _QUESTION.sub("", folded)
    named = [other for name, other in _OTHER_NAMES.items() if name in bare]
    return [other for other in dict.fromkeys((bare, *named)) if other and other != folded]


def _listed(asking: Asking, words: str, tried: str, shown: list[Record], offset: int, *, more: bool) -> Reply:
    t = asking.t
    lines = [
        t("{kind}: {title} ({day})", kind=record.KIND.label, title=record.title, day=record.day)
        if record.day
        else t("{kind}: {title}", kind=record.KIND.label, title=record.title)
        for record in shown
    ]
    head = t("Found for '{words}', the newest first:", words=tried)
    if tried != words:
        head = t("Nothing was found for '{words}'.", words=words) + "\n" + head
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(record.title), data("r", record.id)),) for record in shown),
            paging(t, "f", offset, tried, more=more and offset < FURTHEST),
            menu_row(t),
        ),
    )


def nothing(asking: Asking, words: str) -> Reply:
    """Say what to try where nothing was found."""
    t = asking.t
    return Reply(
        "\n".join(
            (
                t("Nothing was found for '{words}'.", words=words) if words else t("Send one or two words."),
                t("Try a shorter word, such as 'pond' or 'road'."),
                t("Or ask: 'March expenses', 'balance', 'next meeting'."),
                t("Or ask the village office."),
            )
        ),
        rows(
            (Button(t("Hearings"), data("h", 0)), Button(t("Village accounts"), data("a"))),
            (Button(t("Land, ponds, houses, rents"), data("l", 0)),),
            menu_row(t),
        ),
    )


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
