"""What people may ask of the registry, one module for each kind of subject; registered when the app is ready."""

from enrollment.registry.matters.cards import CARD
from enrollment.registry.matters.closing import CANCEL, REOPEN
from enrollment.registry.matters.duplicates import MERGE, UNMERGE
from enrollment.registry.matters.employers import BANK_ACCOUNT, DETAILS, INJURY_RATE
from enrollment.registry.matters.newcomers import REGISTRATION
from enrollment.registry.matters.opening import MOVE, REGISTER
from enrollment.registry.matters.particulars import BANK_CARD, PLACES
from enrollment.registry.matters.persons import ACCOUNT, NAME, NUMBER, PHONE
from siadmin.matters.catalogue import register

__all__ = [
    "ACCOUNT",
    "BANK_ACCOUNT",
    "BANK_CARD",
    "CANCEL",
    "CARD",
    "DETAILS",
    "INJURY_RATE",
    "MERGE",
    "MOVE",
    "NAME",
    "NUMBER",
    "PHONE",
    "PLACES",
    "REGISTER",
    "REGISTRATION",
    "REOPEN",
    "UNMERGE",
    "register_matters",
]

REGISTRY_MATTERS = (
    NAME,
    PHONE,
    NUMBER,
    PLACES,
    BANK_CARD,
    ACCOUNT,
    REGISTRATION,
    MERGE,
    UNMERGE,
    DETAILS,
    BANK_ACCOUNT,
    INJURY_RATE,
    REGISTER,
    MOVE,
    CANCEL,
    REOPEN,
    CARD,
)


def register_matters() -> None:
    for matter in REGISTRY_MATTERS:
        register(matter)
