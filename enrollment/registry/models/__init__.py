"""Who is known: persons with all their identifiers over time, employers, and the users tied to either.

Changes keep their history by trigger (pghistory), so that bulk SQL is seen as well.
"""

from enrollment.registry.models.accounts import Activation, ApiToken, CitizenTie, Delegate, TokenScope
from enrollment.registry.models.employers import Authority, Closing, ClosingGround, Employer, EmployerKind, InjuryRate
from enrollment.registry.models.merges import Likeness, Merge, Verdict
from enrollment.registry.models.people import (
    BankCard,
    Card,
    CardKind,
    CardState,
    Identifier,
    IdentifierKind,
    Person,
    RetirementGroup,
    Sex,
)

__all__ = [
    "Activation",
    "ApiToken",
    "Authority",
    "BankCard",
    "Card",
    "CardKind",
    "CardState",
    "CitizenTie",
    "Closing",
    "ClosingGround",
    "Delegate",
    "Employer",
    "EmployerKind",
    "Identifier",
    "IdentifierKind",
    "InjuryRate",
    "Likeness",
    "Merge",
    "Person",
    "RetirementGroup",
    "Sex",
    "TokenScope",
    "Verdict",
]
