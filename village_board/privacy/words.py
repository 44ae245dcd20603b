"""The words of the gate: what each kind is called, and why it must not be published. Sources: facts 6.2, 6.3."""

from __future__ import annotations

from collections.abc import Mapping

from village_board.base.message import N_
from village_board.privacy.model import Kind, Severity

KIND_WORDS: Mapping[Kind, str] = {
    Kind.IDENTITY_NUMBER: N_("identity number"),
    Kind.BANK_CARD: N_("bank card"),
    Kind.MOBILE: N_("mobile number"),
    Kind.LANDLINE: N_("private landline"),
    Kind.PLATE: N_("number plate"),
    Kind.COORDINATES: N_("coordinates of a house"),
    Kind.BIRTH_DATE: N_("date of birth"),
    Kind.ADDRESS: N_("house address"),
    Kind.MINOR: N_("minor"),
    Kind.RELIEF_NAME: N_("name in a list of relief"),
    Kind.MATTER: N_("matter that is never published"),
    Kind.HEALTH: N_("illness or disability"),
    Kind.RELIEF_REASON: N_("reason of relief"),
    Kind.SECRECY: N_("mark of secrecy"),
}

REASONS: Mapping[Kind, str] = {
    Kind.IDENTITY_NUMBER: N_("An identity number is never published whole. Mask it or leave it out."),
    Kind.BANK_CARD: N_("A card or account number of a person is never on the board. Leave it out."),
    Kind.MOBILE: N_("A private mobile number is not published. Mask it; an office number may stand."),
    Kind.LANDLINE: N_("A private landline is not published. Leave it out."),
    Kind.PLATE: N_("A number plate tells whose car it is. Mask it."),
    Kind.COORDINATES: N_("Coordinates lead to a person's house. Leave them out."),
    Kind.BIRTH_DATE: N_("A date of birth is not published. Leave it out."),
    Kind.ADDRESS: N_("An address is published up to the villagers' group. Drop the house number."),
    Kind.MINOR: N_("No child is named. Publish the number of children only."),
    Kind.RELIEF_NAME: N_("Names of those on relief are masked, unless the rule asks for them."),
    Kind.MATTER: N_("This matter is never published beside a person. Take it out."),
    Kind.HEALTH: N_("Illness and disability are never published. Write that the person qualifies."),
    Kind.RELIEF_REASON: N_("The reason of relief is never published. Amount and number of people may stand."),
    Kind.SECRECY: N_("The paper bears a mark of secrecy. Ask who gave it; it stays unpublished until then."),
}

DOUBTS: Mapping[Kind, str] = {
    Kind.MOBILE: N_("A mobile number stands as an office number. Make sure that its owner agrees."),
    Kind.MATTER: N_("No person is named beside it. Make sure that none can be recognised."),
}

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.BLOCK: N_("stops publication"),
    Severity.WARN: N_("to be looked at"),
}
