"""Names of aspects, sorts and kinds of records of the list of minor powers."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.powers.model import Aspect, Sort

SORT = {Sort.COLLECTIVE: N_("Powers over what belongs to all"), Sort.SERVICES: N_("Services to villagers")}
ASPECT = {
    Aspect.DECISIONS: N_("major decisions"),
    Aspect.PURCHASES: N_("calls for offers and purchases"),
    Aspect.FINANCE: N_("money and accounts"),
    Aspect.PROPERTY: N_("collective property and land"),
    Aspect.COMPENSATION: N_("compensation for land"),
    Aspect.PEOPLE: N_("people who work for the village"),
    Aspect.DISCLOSURE: N_("disclosure"),
    Aspect.HOUSE_SITES: N_("house sites"),
    Aspect.RELIEF: N_("relief and subsidies"),
    Aspect.SEAL: N_("seal and certificates"),
    Aspect.FAMILY: N_("family planning"),
    Aspect.SERVICES: N_("services and questions"),
}
