"""What a villager's words ask for: a view and its arguments. Whatever is not understood is searched for."""

from __future__ import annotations

import re
from datetime import date

from bot.answers.money import ALL, BALANCE, EARNED, SPENT
from bot.answers.search import shortened
from village_board.base.ids import is_id
from village_board.slips.rules import DIGITS
from village_board.text.fold import fold
from village_board.text.mask import find_personal_numbers

Asked = tuple[str, tuple[str, ...]]

_NUMERALS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_MONTH = re.compile(r"(?:(\d{4})年|(今年|去年|前年))?的?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_YEAR = re.compile(r"(\d{4})年|(今年|去年|前年)")
_HAN_DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_NUMBER = re.compile(
    "(?:(?P<hundreds>[一二三四五六七八九])百零?)?(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[零一二三四五六七八九])?"
)
#: No village has as many people; a longer number is a slip of the finger.
_PEOPLE_DIGITS = 6
# A mistyped identity number is one, too: nothing that villagers ask about has as many digits.
_LONG_NUMBER = re.compile(r"\d{17}[\dx]")
# Seven digits are what a slip has; a paper with such a number is looked for where no slip has it.
_SLIP = re.compile(rf"\d{{{DIGITS}}}")
# What somebody wants done, and the question round it.
_HOW_DONE = re.compile(
    "(?:请问|我想|想|要)?(.+?)(?:应该)?(?:怎么办理?|怎样办理?|如何办理?|咋办|怎么申请|如何申请|要什么材料|要哪些材料|要带什么)"
)
_WHOSE_NUMBER = re.compile("(.+?)的?(?:电话|号码)(?:号码)?(?:是?多少|是什么)?")
_SPENT = re.compile("花|支出|用了|用掉|开支|开销|付了")
_EARNED = re.compile("收入|进账|收了|进了")
_BALANCE = re.compile("余额|结余|还剩|剩多少|存款|还有多少钱")
_MONEY = re.compile("账|帐|钱|财务|资金|收支|多少")
# Written as people say it; folded, so Traditional and full-width words meet them too.
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("举报|检举|告发|揭发|贪污|贪官|受贿|行贿|索贿|腐败"), "wrong"),
    (re.compile(r"退订|取消订阅|不要通知|别发了|不订了"), "stop"),
    (re.compile(r"订阅|我要通知|接收通知"), "sub"),
    (re.compile(r"(下次|下一次|最近|什么时候|啥时候|几时|几号|哪天).{0,4}(开会|会议|听证|听证会)"), "n"),
    (re.compile(r"^(开会|会议|下次会|next meeting)$"), "n"),
    (re.compile("^(听证|听证会|hearings?)$"), "h"),
    (re.compile("^(统计|听证统计|数字|多少次听证|statistics|figures)$"), "st"),
    (re.compile("^(决议|决定|表决|decisions?)$"), "d"),
    (re.compile("^(补贴|补助|subsid(y|ies))$"), "s"),
    (re.compile("^(租金|欠租|欠款|谁欠钱|地租|房租|出租|承包|rents?)$"), "l"),
    (re.compile("^(闲置|空房|空屋|闲着的房子|空着的房子)$"), "li"),
    (re.compile("^(最新|新公开|最近公开|有什么新的|newest|news)$"), "w"),
    (re.compile("^(没公开|还没公开|迟了|逾期|该公开没公开.*)$"), "u"),
    (re.compile("^(提问|咨询|求助|提建议|建议|投诉|问村里|我要问|ask the village)$"), "eq"),
    (re.compile("^(我的来件|我问的|我的投诉|my enquiries)$"), "em"),
    (re.compile("^(语言|简体|繁体|language|english)$"), "lang"),
    (re.compile("^(目录|菜单|首页|帮助|怎么用|你好|您好|在吗|开始|menu|help|hello|hi)$"), "m"),
    (re.compile("^(办事|办事指南|怎么办事|指南|service guides?|guides?)$"), "gd"),
    (re.compile("^((村里的?|村委会?|办公|联系)?电话|电话号码|联系方式|telephones?|phone|contacts?)$"), "tel"),
    (re.compile("^(怎么搜|搜索|search)$"), "how"),
)  # fmt: skip


def understood(text: str, today: date) -> Asked:
    """Return the view that answers `text`, and its arguments."""
    if personal_number_in(text):
        return "personal", ()
    words = fold(text)
    close = words.replace(" ", "")
    if is_id(close):
        return "r", (close,)
    if _SLIP.fullmatch(close):
        return "slip", (close,)
    for pattern, view in _PHRASES:
        if pattern.search(close) or pattern.search(words):
            return view, ()
    return _about_errand(close) or _about_money(close, today) or ("f", ("0", shortened(text)))


def number_in(text: str) -> int | None:
    """Return the number of people that `text` is: ``38``, ``38人``, ``三十八``; None for anything else."""
    digits = fold(text).replace(" ", "").removesuffix("人").removesuffix("票")
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= _PEOPLE_DIGITS else None
    match = _HAN_NUMBER.fullmatch(digits.replace("两", "二"))
    if match is None or not digits:
        return None
    hundreds, tens, ones = match.group("hundreds", "tens", "ones")
    ten = 0 if tens is None else 10 * (_HAN_DIGITS[tens[0]] if tens != "十" else 1)
    return 100 * (_HAN_DIGITS[hundreds] if hundreds else 0) + ten + (_HAN_DIGITS[ones] if ones else 0)


def personal_number_in(text: str) -> bool:
    """Tell whether somebody sent an identity number, a bank card or a telephone number (P21)."""
    return bool(find_personal_numbers(text)) or _LONG_NUMBER.search(fold(text)) is not None


def _about_errand(words: str) -> Asked | None:
    for pattern, view in ((_HOW_DONE, "gd"), (_WHOSE_NUMBER, "tel")):
        if asked := pattern.fullmatch(words):
            return view, ("0", shortened(asked[1]))
    return None


def _about_money(words: str, today: date) -> Asked | None:
    what = next(
        (kind for pattern, kind in ((_BALANCE, BALANCE), (_SPENT, SPENT), (_EARNED, EARNED)) if pattern.search(words)),
        ALL,
    )
    if month := _month(words, today):
        about = what != ALL or _MONEY.search(words) or re.fullmatch(r".*月份?", words)
        return ("a", (month, what)) if about else None
    if (match := _YEAR.search(words)) and (what != ALL or _MONEY.search(words)):
        year = int(match[1]) if match[1] else today.year - ("今年", "去年", "前年").index(match[2])
        return "y", (str(year), what)
    if what == BALANCE or words in ("balance", "accounts", "账目", "账", "财务", "村里的账", "收支"):
        return "a", ("", what)
    if what in (SPENT, EARNED) and "多少" in words:
        return "a", ("", what)
    return None


def _month(words: str, today: date) -> str:
    """Return the month that is meant, ``2026-03``; without a year the last such month that has begun."""
    if "上个月" in words or "上月" in words:
        return f"{today.year - (today.month == 1)}-{(today.month - 2) % 12 + 1:02d}"
    if "这个月" in words or "本月" in words:
        return f"{today:%Y-%m}"
    match = _MONTH.search(words)
    if match is None:
        return ""
    month = _NUMERALS.get(match[3]) or int(match[3])
    if match[1]:
        year = int(match[1])
    elif match[2]:
        year = today.year - ("今年", "去年", "前年").index(match[2])
    else:
        year = today.year if month <= today.month else today.year - 1
    return f"{year:04d}-{month:02d}"
