"""The letter of an answer, filled from the facts; the clerk edits it before it is kept (facts 4.2). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from village_board.applications.law import AnswerRule, Law
from village_board.applications.model import Answer, Application

#: what stands where the clerk still has to write.
GAP = "＿＿＿＿"


def letter_of(law: Law, application: Application, answer: Answer, village: str) -> str:
    """Return the letter of `answer` in Simplified Chinese; what is not known yet shows as a gap.

    Raises:
        KeyError: the type of the answer is none of the law's.
    """
    rule = law.answers[answer.type]
    around = {
        "applicant": application.applicant or GAP,
        "received": _day(application.receipt_on),
        "number": application.number,
        "wanted": wanted_of(application) or GAP,
        "village": village,
        "answered": _day(answer.on),
    }
    parts = (law.begin.format_map(around), rule.text.format_map(_within(law, rule, answer)), law.end.format_map(around))
    return "\n".join(parts)


def wanted_of(application: Application) -> str:
    """Return which information is wanted: its name, number and description, as far as they were given."""
    said = (application.wanted, application.wanted_number, application.description)
    return "，".join(part.rstrip("。；，") for part in said if part)


def _within(law: Law, rule: AnswerRule, answer: Answer) -> Mapping[str, str]:
    grounds = [law.answers[name].zh for name in answer.grounds] or ([rule.zh] if rule.refuses else [])
    return {
        "where": _sentence(answer.where),
        "given": _sentence(answer.given),
        "grounds": "；".join(grounds) or GAP,
        "reason": _sentence(answer.reason),
        "body": answer.body or GAP,
        "handed": f"。已代为转送，收件编号{answer.body_number}" if answer.body_number else "",
    }


def _sentence(words: str) -> str:
    """Return words that a full stop follows, without their own."""
    return words.strip().rstrip("。.") or GAP


def _day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on is not None else GAP
