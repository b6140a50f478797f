"""What people may ask of transfers; registered when the app is ready."""

from contributions.transfers.matters.converting import CONVERSION
from contributions.transfers.matters.moving import MEDICAL, PENSION, UNEMPLOYMENT
from contributions.transfers.matters.residents import RESIDENT
from contributions.transfers.matters.temporary import TEMPORARY_ACCOUNT
from siadmin.matters.catalogue import register

__all__ = ["CONVERSION", "MEDICAL", "PENSION", "RESIDENT", "TEMPORARY_ACCOUNT", "UNEMPLOYMENT", "register_matters"]


def register_matters() -> None:
    for matter in (PENSION, MEDICAL, UNEMPLOYMENT, CONVERSION, RESIDENT, TEMPORARY_ACCOUNT):
        register(matter)
