"""What people ask for beside claims, and what the agency records of it."""

from benefits.medical.matters.away import END_FILING, FILING
from benefits.medical.matters.recovering import RECOVERED
from benefits.medical.matters.sharing import END_SHARING, SHARING
from siadmin.matters.catalogue import register


def register_matters() -> None:
    for matter in (FILING, END_FILING, SHARING, END_SHARING, RECOVERED):
        register(matter)
