"""Work injuries: found, appraised, shared among dependants, advanced in a stead.

Append-only, every one by a case of its own.
"""

from benefits.injury.models.advancing import Advance, AdvanceRecovered, AdvanceUncollectable
from benefits.injury.models.finding import Application, Appraisal, AppraisalKind, Certification, Injury, Statement
from benefits.injury.models.leaving import PaidLeave, Recurrence
from benefits.injury.models.missing import CameBack, Missing
from benefits.injury.models.sharing import DependantShare

__all__ = [
    "Advance",
    "AdvanceRecovered",
    "AdvanceUncollectable",
    "Application",
    "Appraisal",
    "AppraisalKind",
    "CameBack",
    "Certification",
    "DependantShare",
    "Injury",
    "Missing",
    "PaidLeave",
    "Recurrence",
    "Statement",
]
