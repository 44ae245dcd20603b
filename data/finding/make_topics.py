"""Writes ``topics.toml`` anew from the names of things in ``data/asking/words.toml`` and the questions below.

    python data/finding/make_topics.py

The dictionary of readings is asked here, so that the kiosk never loads it (K20).
"""

from __future__ import annotations

from pathlib import Path

from village_board.asking.lexicon import lexicon
from village_board.text.clean import is_han
from village_board.text.fold import initials

#: words that are no thing, and the kind of question that each asks.
QUESTIONS = {
    "hearings": "听证 听证会", "decisions": "决议 表决 公示 异议", "meeting": "会议 开会", "accounts": "财务 账目 收支",
    "earned": "收入", "spent": "支出 花费", "balance": "余额 存款", "pay": "报酬 工资", "reception": "招待", "rent": "租金",
    "debts": "欠款 债务", "let": "合同 承包 出租", "idle": "闲置", "land": "土地 耕地 林地", "subsidy": "补贴 救助 低保",
    "guide": "办事", "contact": "电话", "slip": "回执", "statistics": "统计", "ask": "提问 投诉", "late": "欠公开 未公开",
    "newest": "新公开",
    "power": "小微权力 盖章 盖个章 盖公章 公章 印章 用章 开证明 证明 招投标 招标 投标 报销 报账",
}  # fmt: skip
_HEAD = """\
# Topics of the kiosk's keypad, made by make_topics.py: what is looked for, the first letters of all its readings,
# and what it asks (a kind of data/asking/kinds.toml). A test compares. Never the name of a person.

"""


def table() -> dict[str, tuple[list[str], str]]:
    """Return each word with its letters, the usual reading first, and what it asks."""
    asks = dict.fromkeys((name for name in lexicon().names if len(name) > 1 and all(map(is_han, name))), "thing")
    asks.update({word: kind for kind, words in QUESTIONS.items() for word in words.split()})
    return {word: (list(dict.fromkeys(initials(word))), asks[word]) for word in sorted(asks)}


def text() -> str:
    """Return the file."""
    rows = sorted(table().items(), key=lambda row: (row[1][0][0], row[0]))
    return _HEAD + "".join(
        f'"{word}" = {{ letters = {letters!r}, asks = "{kind}" }}\n' for word, (letters, kind) in rows
    )


if __name__ == "__main__":
    Path(__file__).with_name("topics.toml").write_text(text(), encoding="utf-8")
