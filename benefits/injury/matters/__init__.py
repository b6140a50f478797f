"""What is decided about an injury before any benefit: that it is applied for, what it is, what its grade is."""

from benefits.injury.matters.advancing import ADVANCE_MATTERS
from benefits.injury.matters.applying import APPLICATION, APPLICATION_OF_STAFF
from benefits.injury.matters.appraising import APPRAISAL
from benefits.injury.matters.certifying import CERTIFICATION, CERTIFICATION_CLEAR
from benefits.injury.matters.leaving import LEAVE_MATTERS
from benefits.injury.matters.missing import MISSING_MATTERS
from benefits.injury.matters.stating import STATEMENT
from siadmin.matters.catalogue import register


def register_matters() -> None:
    for matter in (
        APPLICATION,
        APPLICATION_OF_STAFF,
        STATEMENT,
        CERTIFICATION,
        CERTIFICATION_CLEAR,
        APPRAISAL,
        *ADVANCE_MATTERS,
        *LEAVE_MATTERS,
        *MISSING_MATTERS,
    ):
        register(matter)


__all__ = ["register_matters"]
