"""What people may ask of the registry, one module for each kind of subject; registered when the app is ready."""

from enrollment.registry.matters.employers import BANK_ACCOUNT, DETAILS, INJURY_RATE
from enrollment.registry.matters.newcomers import REGISTRATION
from enrollment.registry.matters.persons import ACCOUNT, NAME, NUMBER, PHONE
from siadmin.matters.catalogue import register

__all__ = [
    "ACCOUNT",
    "BANK_ACCOUNT",
    "DETAILS",
    "INJURY_RATE",
    "NAME",
    "NUMBER",
    "PHONE",
    "REGISTRATION",
    "register_matters",
]

REGISTRY_MATTERS = (NAME, PHONE, NUMBER, ACCOUNT, REGISTRATION, DETAILS, BANK_ACCOUNT, INJURY_RATE)


def register_matters() -> None:
    for matter in REGISTRY_MATTERS:
        register(matter)
