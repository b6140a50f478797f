"""Payments: benefits in payment and their runs; what was paid too long."""

from benefits.payments.models.answers import Arrived, ArrivedRepaid, LastAnswer, Result, ResultFile, ReturnedLater
from benefits.payments.models.giving_up import GivenUp
from benefits.payments.models.offsetting import Offset, OffsetAgreement, OffsetEnding
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
    Suspicion,
)
from benefits.payments.models.recovering import (
    Instalment,
    OverpaidMonth,
    Overpayment,
    OwedBack,
    OwedSettled,
    Recovered,
    RecoveredBy,
    RepaymentAgreement,
)
from benefits.payments.models.reporting import StopReport
from benefits.payments.models.rising import Rise, RiseLine
from benefits.payments.models.verifying import Entrustment, Verification

__all__ = [
    "Arrived",
    "ArrivedRepaid",
    "BankFile",
    "Batch",
    "BenefitLine",
    "Component",
    "Ending",
    "EndingKind",
    "Entitlement",
    "Entrustment",
    "GivenUp",
    "Hold",
    "InFile",
    "Instalment",
    "LastAnswer",
    "Offset",
    "OffsetAgreement",
    "OffsetEnding",
    "OverpaidMonth",
    "Overpayment",
    "OwedBack",
    "OwedSettled",
    "Payment",
    "PaymentRun",
    "Recovered",
    "RecoveredBy",
    "RepaymentAgreement",
    "Result",
    "ResultFile",
    "ReturnedLater",
    "Rise",
    "RiseLine",
    "StopReport",
    "Suspicion",
    "Verification",
]
