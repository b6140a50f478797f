"""What may be asked for, and what the agency does of its own accord, about money owed and money paid too much."""

from contributions.collection.matters.attribution import (
    ATTRIBUTIONS,
    ATTRIBUTIONS_BACK,
    ATTRIBUTIONS_TO_PEOPLE,
    ATTRIBUTIONS_TO_PEOPLE_BACK,
)
from contributions.collection.matters.back_payment import BACK_PAYMENT
from contributions.collection.matters.deferral import AGREEMENTS, ENDS, FORCE_MAJEURE
from contributions.collection.matters.enforcement import ENFORCEMENTS
from contributions.collection.matters.refund import REFUNDS, REFUNDS_OF_UNKNOWN, REFUNDS_TO_PEOPLE
from siadmin.matters.catalogue import register

__all__ = [
    "AGREEMENTS",
    "ATTRIBUTIONS",
    "ATTRIBUTIONS_BACK",
    "ATTRIBUTIONS_TO_PEOPLE",
    "ATTRIBUTIONS_TO_PEOPLE_BACK",
    "BACK_PAYMENT",
    "ENDS",
    "ENFORCEMENTS",
    "FORCE_MAJEURE",
    "REFUNDS",
    "REFUNDS_OF_UNKNOWN",
    "REFUNDS_TO_PEOPLE",
    "register_matters",
]


def register_matters() -> None:
    refunds = (REFUNDS, REFUNDS_TO_PEOPLE, REFUNDS_OF_UNKNOWN)
    said = (ATTRIBUTIONS, ATTRIBUTIONS_TO_PEOPLE, ATTRIBUTIONS_BACK, ATTRIBUTIONS_TO_PEOPLE_BACK)
    for by_line in (AGREEMENTS, FORCE_MAJEURE, ENDS, ENFORCEMENTS, *refunds, *said):
        for matter in by_line.values():
            register(matter)
    register(BACK_PAYMENT)
