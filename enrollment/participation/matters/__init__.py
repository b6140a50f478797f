"""What people may ask of participation, one module for each kind of subject; registered when the app is ready."""

from enrollment.participation.matters.changing import CHANGE
from enrollment.participation.matters.employment import RESUMPTION, SUSPENSION
from enrollment.participation.matters.retirement import RETIREMENT_GROUP
from siadmin.matters.catalogue import register

__all__ = ["CHANGE", "RESUMPTION", "RETIREMENT_GROUP", "SUSPENSION", "register_matters"]

PARTICIPATION_MATTERS = (CHANGE, SUSPENSION, RESUMPTION, RETIREMENT_GROUP)


def register_matters() -> None:
    for matter in PARTICIPATION_MATTERS:
        register(matter)
