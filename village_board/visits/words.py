"""The words of visits."""

from __future__ import annotations

from collections.abc import Mapping

from village_board.base.message import N_
from village_board.visits.model import Topic

TOPIC: Mapping[Topic, str] = {
    Topic.HEARINGS: N_("Hearings and decisions"),
    Topic.ACCOUNTS: N_("Accounts"),
    Topic.PROPERTY: N_("Land, houses, rents"),
    Topic.SUBSIDIES: N_("Subsidies and relief"),
    Topic.CATALOGUE: N_("Catalogue and items"),
    Topic.QUESTIONS: N_("What villagers ask"),
    Topic.FINDING: N_("Finding"),
    Topic.SLIPS: N_("Slips"),
    Topic.SERVICES: N_("Guides and contacts"),
    Topic.CODES: N_("QR codes"),
}
