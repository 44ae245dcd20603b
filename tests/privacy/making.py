"""Numbers, names and sums of an invented village by chance, each made by the rule of its own standard.

Written apart from the gate: nothing here is shared with it, no pattern, no table of words, no check.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕蒋"
    "蔡贾魏薛叶阎潘杜夏钟汪田姜范方石姚谭邹熊金陆孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖文"
)
TWO = ("欧阳", "诸葛", "司马", "上官")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉春梅建国志红福根水生阿才"
    "宝林海燕云龙凤金凡宇浩然子涵梓轩雨欣一诺"
)
AREAS = (
    *("110105", "130102", "210203", "320583", "330106", "340104", "370202", "410105", "420106", "430104", "440306"),
    *("500112", "510107", "520103", "610113", "321183", "350203", "360104", "450103", "530102", "620102", "150102"),
)
TOWNS = ("东塘", "西河", "石桥", "柳湾", "双溪", "高庙", "新丰", "红旗", "白沙", "南山", "下洋", "大圩")
PHONES = (
    "135",
    "136",
    "139",
    "147",
    "150",
    "152",
    "158",
    "159",
    "166",
    "177",
    "180",
    "186",
    "188",
    "189",
    "191",
    "199",
)
CARDS = (
    *(("622848", 19), ("621700", 19), ("622202", 19), ("621098", 19), ("623058", 19)),
    *(("622180", 16), ("603367", 18), ("405512", 16)),
)
SHAPES = {
    11: [(3, 4, 4), (3, 8), (7, 4)],
    15: [(6, 6, 3), (6, 9)],
    16: [(4, 4, 4, 4)],
    18: [(6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (6, 12)],
    19: [(4, 4, 4, 4, 3), (6, 13)],
}
HAN = ("零一二三四五六七八九", "〇一二三四五六七八九", "零幺二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Dice(random.Random):
    """Chance with a seed that knows what stands in a village's papers."""

    def one(self, *what: str) -> str:
        return self.choice(what)

    def n(self, first: int, last: int) -> int:
        return self.randrange(first, last)

    def town(self) -> str:
        return self.choice(TOWNS)

    def person(self) -> str:
        family = self.choice(TWO) if self.random() < 0.05 else self.choice(FAMILY)
        return family + "".join(self.sample(GIVEN, self.choice([1, 2, 2])))

    def figures(self, size: int) -> str:
        return "".join(str(self.randrange(10)) for _ in range(size))

    def money(self) -> str:
        return f"{self.n(100, 90000)}.{self.figures(2)}"

    def day(self) -> str:
        day = date(2019, 1, 1) + timedelta(days=self.n(0, 2800))
        return self.one(f"{day.year}年{day.month}月{day.day}日", day.isoformat(), day.strftime("%Y.%m.%d"))

    def stamp(self) -> str:
        return (date(2018, 1, 1) + timedelta(days=self.n(0, 3200))).strftime("%Y%m%d")

    def share(self) -> str:
        return f"{self.n(1, 99)}.{self.figures(2)}"

    def contract(self) -> str:
        return f"HT-{self.n(2015, 2027)}-{self.n(1, 999):03d}"

    def office(self) -> str:
        return self.one("0512-", "025-8", "0571-") + f"{self.n(2, 9)}{self.figures(6)}"

    def east(self) -> str:
        return f"{self.uniform(105, 121):.6f}"

    def north(self) -> str:
        return f"{self.uniform(24, 38):.6f}"

    def citizen(self) -> str:
        """Make a number of 18 characters as GB 11643-1999 describes it."""
        born = date(1935, 1, 1) + timedelta(days=self.n(0, 80 * 365))
        body = self.choice(AREAS) + born.strftime("%Y%m%d") + f"{self.n(1, 1000):03d}"
        remainder = 0
        for figure in body:
            remainder = (remainder + int(figure)) * 2 % 11
        last = (12 - remainder) % 11
        return body + ("X" if last == 10 else str(last))

    def old_citizen(self) -> str:
        born = date(1935, 1, 1) + timedelta(days=self.n(0, 60 * 365))
        return self.choice(AREAS) + born.strftime("%y%m%d") + f"{self.n(1, 1000):03d}"

    def cellphone(self) -> str:
        return self.choice(PHONES) + self.figures(8)

    def card(self) -> str:
        """Make a card number whose last digit is the one that the sum demands."""
        head, size = self.choice(CARDS)
        body = head + self.figures(size - len(head) - 1)
        for last in "0123456789":
            worths = [int(figure) * (1 + at % 2) for at, figure in enumerate(reversed(body + last))]
            if sum(worth // 10 + worth % 10 for worth in worths) % 10 == 0:
                return body + last
        raise AssertionError

    def licence(self) -> str:
        head = self.choice("苏浙皖鲁沪京粤豫川鄂湘赣闽冀") + self.choice("ABCDEFGHJK")
        if self.random() < 0.4:
            return head + self.choice("DF") + self.figures(5)
        return head + self.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") + self.figures(4)

    def credit_code(self) -> str:
        """Make a unified social credit code with the last character of GB 32100-2015."""
        letters = CREDIT if self.random() < 0.2 else CREDIT[:10]
        body = self.one("91", "92", "54", "N2", "93", "12") + self.choice(AREAS)
        body += "".join(self.choice(letters) for _ in range(9))
        weight, total = 1, 0
        for char in body:
            total += weight * CREDIT.index(char)
            weight = weight * 3 % 31
        return body + CREDIT[(31 - total % 31) % 31]

    def written(self, number: str) -> str:
        """Write a number in one of the ways in which it gets past a simple pattern."""
        ways = [
            *[lambda: number] * 4, lambda: wide(number), lambda: self.cut(number, " "), lambda: self.cut(number, "-"),
            lambda: self.cut(number, self.one(".", "·", "－", "–", "_", "\u3000")), lambda: self.hidden(number),
            lambda: self.broken(number), lambda: self.in_han(number), lambda: self.with_letters(number),
        ]  # fmt: skip
        return self.choice(ways)()

    def cut(self, number: str, mark: str) -> str:
        if self.random() < 0.25:
            return mark.join(number)
        return mark.join(parts(number, self.choice(SHAPES[len(number)]))) if len(number) in SHAPES else number

    def hidden(self, number: str) -> str:
        mark = self.one("\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad")
        return "".join(char + (mark if self.random() < 0.5 else "") for char in number[:-1]) + number[-1]

    def broken(self, number: str) -> str:
        at = self.n(3, len(number) - 3)
        return number[:at] + "\n" + number[at:]

    def in_han(self, number: str) -> str:
        row = self.choice(HAN)
        return "".join(row[int(char)] if char.isdigit() else char for char in number)

    def with_letters(self, number: str) -> str:
        change = {"0": "O", "1": self.one("l", "I")}
        return "".join(change.get(char, char) if self.random() < 0.6 else char for char in number)


def wide(number: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in number)


def parts(number: str, shape: tuple[int, ...]) -> list[str]:
    pieces, at = [], 0
    for length in shape:
        pieces.append(number[at : at + length])
        at += length
    return pieces


Cell = str | tuple[str, str]


@dataclass
class Plant:
    """One thing that was planted: its kind, and the pieces (block, row, cell, start, end) that hold it."""

    kind: str
    pieces: list[tuple[int, int, int, int, int]]
    value: str


@dataclass
class Paper:
    """A paper under way."""

    parts: list[str | list[list[str]]] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)

    def write(self, *pieces: Cell) -> None:
        """Write a paragraph; a pair is a kind and the value that is planted."""
        text = ""
        for piece in pieces:
            if isinstance(piece, tuple):
                place = (len(self.parts), -1, -1, len(text), len(text) + len(piece[1]))
                self.plants.append(Plant(piece[0], [place], piece[1]))
            text += piece[1] if isinstance(piece, tuple) else piece
        self.parts.append(text)

    def table(self, rows: list[list[Cell]]) -> None:
        """Add a table; a pair in a cell is planted."""
        for at, row in enumerate(rows):
            for column, piece in enumerate(row):
                if isinstance(piece, tuple):
                    place = (len(self.parts), at, column, 0, len(piece[1]))
                    self.plants.append(Plant(piece[0], [place], piece[1]))
        self.parts.append([[piece[1] if isinstance(piece, tuple) else piece for piece in row] for row in rows])

    def split(self, row: int, column: int, kind: str, pieces: list[str]) -> None:
        """Plant one number over the cells that begin with (row, column) of the last table."""
        table = self.parts[-1]
        assert isinstance(table, list)
        table[row][column : column + len(pieces)] = pieces
        block = len(self.parts) - 1
        places = [(block, row, column + at, 0, len(piece)) for at, piece in enumerate(pieces)]
        self.plants.append(Plant(kind, places, "".join(pieces)))
