"""What people may ask of transfers; registered when the app is ready."""

from contributions.transfers.matters.moving import MEDICAL, PENSION, UNEMPLOYMENT
from siadmin.matters.catalogue import register

__all__ = ["MEDICAL", "PENSION", "UNEMPLOYMENT", "register_matters"]


def register_matters() -> None:
    register(PENSION)
    register(MEDICAL)
    register(UNEMPLOYMENT)
