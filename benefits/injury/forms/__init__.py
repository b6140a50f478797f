"""What is asked of who claims upon an injury: which one, and what no record tells (REG 31)."""

from benefits.injury.forms.claiming import (
    DependantForm,
    InjuryClaimForm,
    InjuryDeathForm,
    MissingAdvanceForm,
    RiderForm,
)
from benefits.injury.forms.costs import CostsForm, DeviceForm

__all__ = [
    "CostsForm",
    "DependantForm",
    "DeviceForm",
    "InjuryClaimForm",
    "InjuryDeathForm",
    "MissingAdvanceForm",
    "RiderForm",
]
