"""What a general contractor asks for a project: to insure it, to file that it takes longer, to end it."""

from contributions.projects.matters.registering import REGISTRATION
from contributions.projects.matters.terms import ENDING, EXTENSION
from siadmin.matters.catalogue import register

__all__ = ["ENDING", "EXTENSION", "REGISTRATION", "register_matters"]


def register_matters() -> None:
    for matter in (REGISTRATION, EXTENSION, ENDING):
        register(matter)
