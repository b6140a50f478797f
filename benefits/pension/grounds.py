"""What stops pensions beside the grounds of every benefit joins those of payments (SIL 22; 17号 art. 8)."""

from benefits.payments.causes import Cause, known_cause
from benefits.payments.excluding import may_end, never_beside
from benefits.payments.rules.course import Suspected
from benefits.payments.rules.reporting import Event
from benefits.pension.checks import BOTH, OnePension
from benefits.pension.schemes.near_age import REPLACED, REPLACED_CAUSE
from siadmin.agency.insurances import Fund


def register_grounds() -> None:
    """A residents' pension is drawn beside no employees' one, and where the household is."""
    known_cause(REPLACED, REPLACED_CAUSE)
    known_cause(BOTH, Cause(OnePension.kinds[BOTH]))
    never_beside(Fund.PENSION_RESIDENT, Fund.PENSION)
    for told in (Event.ON_PENSION, Suspected.MOVED_OUT):
        may_end(told, Fund.PENSION_RESIDENT)
