"""What people may ask of transfers; registered when the app is ready."""

from contributions.transfers.matters.changing_scheme import CHANGE_OF_SCHEME
from contributions.transfers.matters.moving import MEDICAL, PENSION, UNEMPLOYMENT
from contributions.transfers.matters.residents import RESIDENT
from contributions.transfers.matters.temporary import TEMPORARY_ACCOUNT
from siadmin.matters.catalogue import register

__all__ = [
    "CHANGE_OF_SCHEME",
    "MEDICAL",
    "PENSION",
    "RESIDENT",
    "TEMPORARY_ACCOUNT",
    "UNEMPLOYMENT",
    "register_matters",
]


def register_matters() -> None:
    for matter in (PENSION, MEDICAL, UNEMPLOYMENT, CHANGE_OF_SCHEME, RESIDENT, TEMPORARY_ACCOUNT):
        register(matter)
