"""A written Chinese text as it is said: numbers, amounts, dates, times, shares, telephones, codes (K19).

The rules stand in the order in which they are tried at each place; the first that fits says its words, so that a date
is a date before it is a number. Traditional units are understood as well. The room is pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from village_board.privacy.document import Text, document_of
from village_board.privacy.gate import gate, masked
from village_board.speech.numerals import digits, quantity, whole, yuan
from village_board.speech.units import MEASURES, SIGNS, UNITS

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

#: Said in the place of an address of the web, and of what is hidden in a number.
ADDRESS_SAID, HIDDEN_SAID = "村务公开里的网址", "号码略"

_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {"％": "%", "＋": "+", "－": "-", "\u2212": "-", "\u2010": "-", "\u2011": "-", "￥": "¥", "＊": "*", "〜": "~",
       "～": "~", "\u2013": "~", "／": "/", "．": ".", "＝": "=", "\xa0": " ", "\u202f": " "}
)  # fmt: skip

_FULL_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_N = f"(?:{_NUMBER})"
# Before a number stands no other one, and no letter of a code; a minus after a Han or at the start is a sign.
_FREE = r"(?<![\d.A-Za-z])"
_SIGN = r"(?P<sign>(?<![\dA-Za-z)）])[-+±])?"
_TO = r"\s*(?:[-~至]|—+)\s*"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_MEASURE = "|".join(MEASURES)
_SAID_SIGN = {"-": "负", "+": "正", "±": "正负", None: "", "": ""}
_BIG = "[万萬亿億千百]{1,2}"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_LETTERS_OF_AN_ID = "23456789cfghjmpqrvwx"
_TWO_SAID = 2
# Digits without commas that nobody can follow by ear; identity and card numbers have as many.
_TOO_LONG = 15
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s，。；！？）]+|(?:www\.|t\.me/)[^\s，。；！？）]+")
_HIDDEN = re.compile(r"\*+[A-Za-z\d][A-Za-z\d*]*|[A-Za-z\d]+\*[A-Za-z\d*]*")


def spoken(text: str) -> str:
    """Return `text` with its numbers and signs in Chinese words; what needs no saying stays as it is.

    It masks nothing: see `speakable`. Letters of codes are parted by spaces, as they are said one by one.
    """
    text = _FULL_COMMA.sub(",", text).translate(_HALF_WIDTH)
    said, at = [], 0
    while at < len(text):
        for pattern, say in _RULES:
            match = pattern.match(text, at)
            if match is not None and match.end() > at:
                said.append(say(match))
                at = match.end()
                break
        else:
            stop = _NEXT.search(text, at + 1)
            end = stop.start() if stop else len(text)
            said.append(text[at:end])
            at = end
    return _tidied("".join(said))


def speakable(text: str, language: str = "zh-Hans") -> str:
    """Return `text` for a voice: everything personal in it masked, then as `spoken` says it.

    English keeps its digits, which an English voice reads; addresses and stars are left out there too.
    """
    document = document_of(text)
    block = masked(document, gate(document)).blocks[0]
    assert isinstance(block, Text)
    if language != "en":
        return spoken(block.text)
    return _HIDDEN.sub("(number left out)", _ADDRESS.sub("(address on the board)", block.text)).replace("*", "")


def _tidied(text: str) -> str:
    text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", text)
    return re.sub(r"[ \t]{2,}", " ", text).strip()


# What the rules say


def _signed(match: Match, said: str) -> str:
    return _SAID_SIGN[match["sign"]] + said


def _year(text: str) -> str:
    return digits(text)


def _month_day(month: str, day: str | None) -> str:
    return f"{whole(int(month))}月" + (f"{whole(int(day))}日" if day else "")


def _full_date(match: Match) -> str:
    return f"{_year(match['y'])}年" + _month_day(match["m"], match["d"])


def _clock(hours: str, minutes: str) -> str:
    said = f"{whole(int(hours))}点"
    if int(minutes):
        said += ("零" if int(minutes) < 10 else "") + f"{whole(int(minutes))}分"  # noqa: PLR2004 - one digit
    return said


def _time(match: Match) -> str:
    said = _clock(match["h"], match["i"])
    if match["h2"]:
        said += "至" + _clock(match["h2"], match["i2"])
    return said


def _money(match: Match) -> str:
    amount, big = match["n"], match["big"] or ""
    said = f"{_count(amount, big)}{_simple(big)}元" if big else yuan(amount)
    return _signed(match, f"负{said}" if match.groupdict().get("minus") else said)


def _share(text: str, sign: str) -> str:
    whole_part = {"%": "百", "‰": "千"}[sign]
    return f"{whole_part}分之百" if text == "100" and sign == "%" else f"{whole_part}分之{quantity(text)}"


def _shares(match: Match) -> str:
    said = _share(match["n"], match["of"])
    if match["n2"]:
        said += "至" + _share(match["n2"], match["of"])
    return _signed(match, said)


def _degrees(match: Match) -> str:
    sign = {"-": "零下", "+": "零上"}.get(match["sign"] or "", _SAID_SIGN[match["sign"]])
    return f"{sign}{quantity(match['n'])}摄氏度"


def _count(number: str, after: str) -> str:
    """Return a number before a unit: two of a thing is 两, 二十 and 二号 are not."""
    if number == str(_TWO_SAID) and after and re.fullmatch(f"(?:{_MEASURE}|{_UNIT}|[万萬亿億千])", after):
        return "两"
    return quantity(number)


def _with_unit(match: Match) -> str:
    unit = UNITS[match["unit"]]
    big = _simple(match["big"] or "")
    said = _count(match["n"], big or unit) + big
    if match["n2"]:
        said += "至" + _count(match["n2"], big or unit) + big
    return _signed(match, said + unit)


def _range(match: Match) -> str:
    if float(match["n"].replace(",", "")) >= float(match["n2"].replace(",", "")):
        return _code(match)
    return f"{quantity(match['n'])}至{quantity(match['n2'])}"


def _plain(match: Match) -> str:
    number = match["n"]
    if number.isdecimal() and len(number) >= _TOO_LONG:
        return HIDDEN_SAID
    if _is_code(number):
        return _signed(match, digits(number, aloud=True))
    after = _AFTER.match(match.string, match.end())
    return _signed(match, _count(number, after[0] if after else ""))


def _is_code(number: str) -> bool:
    """Tell whether digits are no quantity: they begin with a nought, or are too many without commas."""
    if not number.isdecimal():
        return False
    return (number[0] == "0" and len(number) > 1) or len(number) > len("123456789012")


def _code(match: Match) -> str:
    """Return a code part by part: digits one by one, letters one by one, a dash as 杠."""
    said: list[str] = []
    for part in re.findall(r"\d+|[A-Za-z]|[^\dA-Za-z]", match[0]):
        if part.isdecimal():
            said.append(digits(part, aloud=len(part) > _TWO_SAID))
        elif part.isalpha():
            said.append(f" {part.upper()} ")
        elif part in "-_/":
            said.append("杠")
        elif part == ".":
            said.append("点")
    return re.sub(" +", " ", "".join(said)).strip() if len(said) > 1 else "".join(said)


def _with_letters(match: Match) -> str:
    number = match["n"]
    said = quantity(number) if "." in number else digits(number, aloud=len(number) > _TWO_SAID)
    return f"{match['letters'].upper()}{said}"


def _phone(match: Match) -> str:
    return digits(re.sub(r"\D", "", match[0]), aloud=True)


def _simple(big: str) -> str:
    return big.replace("萬", "万").replace("億", "亿")


def _ratio(match: Match) -> str:
    return f"{whole(int(match['n']))}比{whole(int(match['n2']))}"


def _fraction(match: Match) -> str:
    return f"{whole(int(match['n2']))}分之{whole(int(match['n']))}"


def _quarter(match: Match) -> str:
    return f"第{whole(int(match['q']))}季度"


def _rule(pattern: str, say: Callable[[Match], str]) -> Rule:
    return re.compile(pattern), say


_TIME = r"(?P<h{0}>[01]?\d|2[0-4])[:：](?P<i{0}>[0-5]\d)(?:[:：][0-5]\d)?"
_PHONE_WORD = "电话|電話|热线|熱線|手机|手機|拨打|撥打|拨|撥|致电|致電|号码|號碼|编号|編號|单号|單號|查询号|查詢號"
_RULES: tuple[Rule, ...] = (
    (_ADDRESS, lambda _: ADDRESS_SAID),
    # What was masked: names end in 某, numbers are left out.
    (_HIDDEN, lambda _: HIDDEN_SAID),
    _rule(r"\*+", lambda match: "某" if len(match[0]) == 1 else "某某"),
    # Telephones, before anything that takes them for amounts.
    _rule(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)", _phone),
    _rule(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)", _phone),
    _rule(
        rf"(?:{_PHONE_WORD})\s*[:：]?\s*\d{{3,12}}(?![\d.,*]|\s*[元万萬亩畝%])",
        lambda match: re.sub(r"\d+", lambda one: digits(one[0], aloud=True), match[0]),
    ),
    _rule(r"(?<!\d)(?P<n>1\d{2}|1\d{4}|9\d{4})(?=热线|熱線|电话|電話)", lambda match: digits(match["n"], aloud=True)),
    # Public hotlines (12345, 12388 ...): as a number nobody could dial them.
    _rule(rf"(?<![\d.,A-Za-z-])123\d\d(?![\d.,*A-Za-z-]|\s*(?:{_UNIT}|{_MEASURE}|[元万萬亿億%]))", _phone),
    # Dates and times.
    _rule(rf"(?<!\d)(?P<y>\d{{4}})\s*年\s*(?P<m>{_MONTH})\s*月\s*(?:(?P<d>{_DAY})\s*[日号號])?", _full_date),
    _rule(rf"(?<![\d-])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>{_MONTH})(?P=s)(?P<d>{_DAY})(?![\d./-])", _full_date),
    _rule(
        r"(?<!\d)(?P<y>\d{4})" + _TO + r"(?P<y2>\d{4})(?=年)",
        lambda match: f"{_year(match['y'])}至{_year(match['y2'])}",
    ),
    _rule(r"(?<!\d)(?P<y>\d{4})(?=\s*年(?!龄))", lambda match: _year(match["y"])),
    _rule(r"(?<!\d)(?P<y>(?:19|20)\d\d)[ -]?Q(?P<q>[1-4])", lambda match: f"{_year(match['y'])}年{_quarter(match)}"),
    _rule(r"(?<![A-Za-z\d])Q(?P<q>[1-4])(?!\d)", _quarter),
    _rule(r"[〔\[【](?P<y>\d{4})[〕\]】]", lambda match: f"{_year(match['y'])}年"),
    _rule(
        rf"(?<!\d)(?P<m>{_MONTH}){_TO}(?P<m2>{_MONTH})(?=月)",
        lambda match: f"{whole(int(match['m']))}至{whole(int(match['m2']))}",
    ),
    _rule(
        rf"(?<!\d)(?P<m>{_MONTH})月(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})[日号號]",
        lambda match: f"{whole(int(match['m']))}月{whole(int(match['d']))}日至{whole(int(match['d2']))}日",
    ),
    _rule(
        rf"(?<!\d)(?P<m>{_MONTH})月(?:(?P<d>{_DAY})[日号號])?",
        lambda match: _month_day(match["m"], match["d"]),
    ),
    _rule(rf"(?<![\d:：]){_TIME.format('')}(?:{_TO}{_TIME.format('2')})?(?![\d:：])", _time),
    # Money, shares, temperatures, things with a unit.
    _rule(rf"{_SIGN}(?:[¥$]|RMB|CNY)\s*(?P<minus>-)?(?P<n>{_N})\s*(?P<big>{_BIG})?(?:\s*元)?", _money),
    _rule(rf"{_SIGN}{_FREE}(?P<n>{_N})\s*(?P<big>{_BIG})?\s*(?:元|圆|圓|块钱)(?!素|旦)", _money),
    _rule(rf"{_SIGN}{_FREE}(?P<n>{_N})%?{_TO}(?P<n2>{_N})(?P<of>[%‰])", _shares),
    _rule(rf"{_SIGN}{_FREE}(?P<n>{_N})\s*(?P<of>[%‰])(?P<n2>)", _shares),
    _rule(rf"{_SIGN}{_FREE}(?P<n>{_N})\s*(?:℃|°C|摄氏度)", _degrees),
    _rule(
        rf"{_SIGN}{_FREE}(?P<n>{_N})(?:{_TO}(?P<n2>{_N}))?\s*(?P<big>{_BIG})?\s*(?P<unit>{_UNIT})(?![A-Za-z])",
        _with_unit,
    ),
    # Codes, ratios, ranges, letters with digits.
    _rule(
        rf"(?<![A-Za-z\d])(?=[a-z]{{0,2}}[{_LETTERS_OF_AN_ID}]*\d)[a-z]{{1,2}}[{_LETTERS_OF_AN_ID}]{{7}}(?![A-Za-z\d])",
        _code,
    ),
    _rule(r"(?<![A-Za-z\d])(?P<letters>[A-Za-z]{1,3})(?P<n>\d+(?:\.\d+)?)(?![-A-Za-z\d.])", _with_letters),
    _rule(rf"{_FREE}(?P<n>\d+)\s*[:：]\s*(?P<n2>\d+)(?![\d:：])", _ratio),
    _rule(rf"{_FREE}(?P<n>[1-9]\d?)/(?P<n2>[1-9]\d?)(?![\d/])", _fraction),
    _rule(rf"{_FREE}(?P<n>{_N}){_TO}(?P<n2>{_N})(?=\s*(?:{_MEASURE}|组|組|号楼|號樓|岁|歲))", _range),
    _rule(rf"{_FREE}(?P<n>{_N})\s*(?:~|—+)\s*(?P<n2>{_N})", _range),
    _rule(r"(?<![A-Za-z\d])(?=[A-Za-z-]{0,40}\d)[A-Za-z\d]+(?:[-_/.][A-Za-z\d]+)+", _code),
    _rule(r"(?<![A-Za-z\d])(?=[A-Za-z]{0,40}\d{1,40}[A-Za-z])[A-Za-z\d]{2,}", _code),
    # Numbers.
    _rule(
        rf"第\s*(?P<n>\d+)(?:{_TO}(?P<n2>\d+))?",
        lambda match: f"第{whole(int(match['n']))}" + (f"至{whole(int(match['n2']))}" if match["n2"] else ""),
    ),
    _rule(rf"{_SIGN}{_FREE}(?P<n>{_N})", _plain),
    _rule(r"\d+", lambda match: digits(match[0])),
    # A minus between two things that are reckoned; one before a number is its sign.
    _rule(r"(?<=[\d元] )-(?= [\u4e00-\u9fff]{0,6} ?\d)", lambda _: "减"),
    _rule("|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)), lambda match: SIGNS[match[0]]),
)


_AFTER = re.compile(f"(?:{_MEASURE}|[万萬亿億千])")
# Where a rule may begin: at any of these; everything between is said as it stands.
_NEXT = re.compile(rf"[\d¥$*+\-±第〔\[【]|(?<![A-Za-z\d])[A-Za-z]|(?:{_PHONE_WORD})|" + "|".join(map(re.escape, SIGNS)))
