"""What a general contractor asks for a project: to insure it, to end it, to file that it takes longer or costs more."""

from contributions.projects.matters.costing import COST_CHANGE
from contributions.projects.matters.registering import REGISTRATION
from contributions.projects.matters.terms import ENDING, EXTENSION
from siadmin.matters.catalogue import register

__all__ = ["COST_CHANGE", "ENDING", "EXTENSION", "REGISTRATION", "register_matters"]


def register_matters() -> None:
    for matter in (REGISTRATION, EXTENSION, COST_CHANGE, ENDING):
        register(matter)
