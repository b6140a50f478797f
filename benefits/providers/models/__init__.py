"""Institutions designated for insurance: who they are, what was agreed with them, what may be charged."""

from benefits.providers.models.accounts import APPROVED, DROPPED, AccountChange
from benefits.providers.models.agreements import Agreement, AgreementScope
from benefits.providers.models.catalogue import CatalogueFile, CatalogueRow, Item, ItemRule
from benefits.providers.models.clients import SCOPE, ProviderClient
from benefits.providers.models.institutions import Department, Institution
from benefits.providers.models.measures import Hearing, Measure

__all__ = [
    "APPROVED", "DROPPED", "SCOPE", "AccountChange", "Agreement", "AgreementScope", "CatalogueFile", "CatalogueRow",
    "Department", "Hearing", "Institution", "Item", "ItemRule", "Measure", "ProviderClient",
]  # fmt: skip
