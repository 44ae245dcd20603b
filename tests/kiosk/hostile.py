"""What a villager with a grudge, or a program, might type (A1-A6)."""

from __future__ import annotations

HOSTILE = (
    "[@click=app.quit]看这里[/]",
    "[/]",
    "[/b][link=http://x]y[/link]",
    "[red]x[/blue]",
    "[type=x, v={'a[0]'}]",
    "[@click=app.boom(]x[/]",
    "[$primary]x",
    "\x1b]0;OWNED\x07\x1b[2J\x1b]52;c;aGk=\x07",
    "\x9b31m\x90q\x9c\x00",
    "\u202e元00.000,8\u2066 \u200b﻿",
    "张" + "\u0301" * 200,
    "𠮷田㐂",
)
#: all of them at once, as one field.
ALL = "".join(HOSTILE)
