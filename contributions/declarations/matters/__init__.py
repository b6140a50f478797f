"""What employers may ask for at the counter about their staff; registered when the app is ready."""

from contributions.declarations.matters.staff import JOINING, LEAVING
from siadmin.matters.catalogue import register


def register_matters() -> None:
    for matter in (JOINING, LEAVING):
        register(matter)
