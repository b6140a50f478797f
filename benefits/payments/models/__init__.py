"""Payments: benefits in payment and their runs; what was paid too long."""

from benefits.payments.models.offsetting import Offset, OffsetAgreement
from benefits.payments.models.paying import (
    BankFile,
    Batch,
    BenefitLine,
    Component,
    Ending,
    EndingKind,
    Entitlement,
    Hold,
    InFile,
    Payment,
    PaymentRun,
    Result,
    ResultFile,
    Suspicion,
)
from benefits.payments.models.recovering import (
    Instalment,
    OverpaidMonth,
    Overpayment,
    Recovered,
    RecoveredBy,
    RepaymentAgreement,
)
from benefits.payments.models.refusing import RefusedOffer
from benefits.payments.models.rising import Rise, RiseLine
from benefits.payments.models.verifying import Entrustment, Verification

__all__ = [
    "BankFile",
    "Batch",
    "BenefitLine",
    "Component",
    "Ending",
    "EndingKind",
    "Entitlement",
    "Entrustment",
    "Hold",
    "InFile",
    "Instalment",
    "Offset",
    "OffsetAgreement",
    "OverpaidMonth",
    "Overpayment",
    "Payment",
    "PaymentRun",
    "Recovered",
    "RecoveredBy",
    "RefusedOffer",
    "RepaymentAgreement",
    "Result",
    "ResultFile",
    "Rise",
    "RiseLine",
    "Suspicion",
    "Verification",
]
