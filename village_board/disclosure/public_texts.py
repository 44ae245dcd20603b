"""Every text that the board shows to everybody, kind by kind, for the scan of what is public (facts 6.1).

Items stand apart in the scan: they have files and versions. Where a face masks a text itself, such as the other party
of a contract, it is not listed here: what the store holds of it is not public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from village_board.base.kind import Record
from village_board.desk import Records
from village_board.hearings.model import Hearing, HearingStatus
from village_board.hearings.voices import Opinion

#: The fields that are shown, by collection; ``objections.answer`` is that field of each objection.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "hearings": (
        "matter", "plan", "place", "reason", "moved.reason", "missed.reason",
    ),
    "resolutions": (
        "matter", "place", "reason", "hearing_waived", "moved.reason", "missed.reason", "objections.content",
        "objections.answer", "objections.opinion", "variations.reason", "corrections.reason",
    ),
    "cases": ("matter", "plan", "short_reason", "steps.reason", "steps.words"),
    "executions": (
        "matter", "way_reason", "no_contract", "cost_reason", "offers.words", "offers.why_invalid", "progress.words",
        "defects.words", "defects.how", "variations.reason", "objections.content", "objections.answer",
    ),
    "interpellations": ("subject", "question", "answer"),
    "opinions": ("content", "reply"),
    "items": ("content", "name"),
    "gaps": ("reason",),
    "due_events": ("what",),
    "clarifications": ("statement", "fact"),
    "explanations": ("name", "answered.question", "answered.answer"),
    "guides": ("name", "old_names", "basis", "steps", "papers", "fee_basis", "where", "owner"),
    "contacts": ("office", "what_for", "telephone", "hours", "owner"),
    "enquiries": ("public_question", "public_reply"),
    "finance_sheets": ("name", "body.entries.summary", "body.questions.question", "body.questions.answer"),
    "contracts": ("name", "subject", "purpose", "amendments", "at_end", "end_reason", "amended.reason"),
    "assets": ("name", "category", "place", "changes.reason"),
    "resources": ("name", "category", "place", "purpose"),
    "subsidies": ("policy", "remark", "why"),
    "vouchers": ("summary", "project", "remark"),
    "limit_changes": ("reason",),
    "polls": ("name", "about", "asked", "questions.text", "questions.choices", "reason"),
}  # fmt: skip

#: Of a hearing whose result is published.
_OF_RESULT = ("changes", "statements.content", "statements.reply", "corrections.reason")

#: A text, and the name of the field that holds it.
Shown = tuple[str, str]


def shown_texts(records: Records, record: Record) -> Iterator[Shown]:
    """Yield the texts of `record` that everybody may read; none of one that is not public."""
    is_shown = _SHOWN_WHEN.get(record.KIND.collection)
    if is_shown(records, record) if is_shown is not None else record.public:
        for path in SHOWN[record.KIND.collection]:
            yield from _at(record, path)
        if isinstance(record, Hearing) and record.status is HearingStatus.PUBLISHED:
            for path in _OF_RESULT:
                yield from _at(record, path)


def _at(record: Any, path: str) -> Iterator[Shown]:
    """Yield the texts at `path`, each with the whole path as its name."""
    found = [record]
    for name in path.split("."):
        deeper = [getattr(one, name) for one in found]
        found = [each for one in deeper for each in (one if isinstance(one, tuple) else (one,)) if each is not None]
    for text in found:
        if str(text).strip():
            yield str(text), path


def _opinion(records: Records, record: Record) -> bool:
    """An opinion is shown once it is answered, or the result of its hearing is published (P10)."""
    if not isinstance(record, Opinion):
        return False
    return record.is_answered or records.get(Hearing, record.hearing).status is HearingStatus.PUBLISHED


_SHOWN_WHEN: Mapping[str, Callable[[Records, Record], bool]] = {"opinions": _opinion}
