"""Who may audit a village, and what, from ``data/law/auditors.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.data_files import data_path
from village_board.evaluation.audit import AUDIT_KIND, Audit, AuditKind


@dataclass(frozen=True)
class Auditor:
    """A body, or a kind of bodies.

    Attributes:
        key: under which it is kept.
        en: what it is called, the message id under which the catalogue has the Chinese.
        audits: what it may audit.
        named: whether its name is to be given.
        source: by which rule.
    """

    key: str
    en: str
    audits: frozenset[AuditKind]
    source: str
    named: bool = False


class NoSuchAuditor(Refused):
    """Nobody of this kind audits a village."""

    sentence = N_("'{body}' audits no village. Choose one of: {known}.")

    def __init__(self, body: str) -> None:
        super().__init__(body=body, known=tuple(Message(one.en) for one in auditors().values()))


class AuditorBarred(Refused):
    """The body may not audit this: the village's own overseers judge no term of office."""

    sentence = N_("{body} does no {kind}. Choose who did it: {able}.")

    def __init__(self, auditor: Auditor, kind: AuditKind) -> None:
        able = tuple(Message(one.en) for one in auditors().values() if kind in one.audits)
        super().__init__(body=Message(auditor.en), kind=Message(AUDIT_KIND[kind]), able=able)


class AuditorOwn(Refused):
    """A firm has the name of somebody of the village."""

    sentence = N_("{name} is a person of this village, and no firm. Write the firm's name.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


@cache
def auditors() -> Mapping[str, Auditor]:
    """Return those who may audit, by key, in the order of the data."""
    rows = tomllib.loads(data_path("law", "auditors.toml").read_text("utf-8"))
    return {
        key: Auditor(key, row["en"], frozenset(map(AuditKind, row["audits"])), row["source"], row.get("named", False))
        for key, row in rows.items()
    }


def auditor_said(audit: Audit) -> Message:
    """Return who did an audit: by name where one is written down, else as the body is called."""
    known = auditors().get(audit.body)
    return Message(known.en) if known is not None and not audit.auditor else say("{name}", name=audit.auditor)
