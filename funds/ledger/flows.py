"""Which money may move from where to where: the whitelist the database enforces.

law    社会保险基金财务制度 (财社〔2017〕144号) art. 39–42; REG 40, 56; SIL 69 (no running costs: no such flow exists)
"""

from dataclasses import dataclass

from funds.ledger.models import AccountKind as K


@dataclass(frozen=True, slots=True)
class Flow:
    """A kind of movement: what it may debit and credit, and where that is allowed."""

    code: str
    debits: tuple[str, ...]
    credits: tuple[str, ...]
    source: str


_RECEIVED = (K.UNALLOCATED,)
_LATE_FEES = (K.UNALLOCATED, K.LATE_FEES)
_CONTRIBUTIONS = (K.UNALLOCATED, K.CONTRIBUTIONS_POOLED, K.CONTRIBUTIONS_PERSONAL)

FLOWS: tuple[Flow, ...] = (
    Flow("opening_balance", (K.FISCAL, K.EXPENDITURE), (K.OPENING,), "财会〔2017〕28号"),
    Flow("receipt_from_tax", (K.FISCAL,), _RECEIVED, "财社〔2017〕144号 art. 41: contributions from tax"),
    Flow("receipt_by_agency", (K.INCOME,), _RECEIVED, "财社〔2017〕144号 art. 39: contributions it collects"),
    Flow("income_to_fiscal", (K.FISCAL,), (K.INCOME,), "财社〔2017〕144号 art. 39: to the fiscal special account"),
    Flow("settlement", _CONTRIBUTIONS, _CONTRIBUTIONS, "SIL 12, 64: pooled part and personal accounts"),
    Flow("late_fee", _LATE_FEES, _LATE_FEES, "SIL 86, COLL 13: late fees go into the fund"),
    Flow("refund_from_fiscal", (K.UNALLOCATED,), (K.FISCAL,), "财社〔2017〕144号: refund through the original channel"),
    Flow("refund_by_agency", (K.UNALLOCATED,), (K.INCOME,), "财社〔2017〕144号 art. 39: refunds of contributions"),
    Flow("interest_fiscal", (K.FISCAL,), (K.INTEREST,), "财社〔2017〕144号 art. 41"),
    Flow("interest_income", (K.INCOME,), (K.INTEREST,), "财社〔2017〕144号 art. 39: its own interest"),
    Flow("interest_expenditure", (K.EXPENDITURE,), (K.INTEREST,), "财社〔2017〕144号 art. 40: its own interest"),
    Flow(
        "interest_to_fiscal",
        (K.FISCAL,),
        (K.EXPENDITURE,),
        "财社〔2017〕144号 art. 40: its interest to the fiscal account",
    ),
    Flow("fiscal_subsidy", (K.FISCAL,), (K.FISCAL_SUBSIDY,), "财社〔2017〕144号 art. 41: fiscal subsidies"),
    Flow("transfer_in", (K.FISCAL,), (K.TRANSFER_INCOME,), "财社〔2017〕144号 art. 41: transfers-in"),
    Flow("funding", (K.EXPENDITURE,), (K.FISCAL,), "REG 40: from the fiscal account by the funding plan"),
    Flow("benefit_payment", (K.BENEFITS,), (K.EXPENDITURE,), "财社〔2017〕144号 art. 40: fund expenditures"),
    Flow("payment_returned", (K.EXPENDITURE,), (K.BENEFITS,), "财社〔2017〕144号 art. 40: payments returned"),
    Flow("payment_arrived", (K.BENEFITS,), (K.EXPENDITURE,), "REG 40, 46: told as returned by a bank, and arrived"),
    Flow("benefit_recovered", (K.EXPENDITURE,), (K.BENEFITS,), "REG 46: benefits that were not due, repaid"),
    Flow("advance_recovered", (K.EXPENDITURE,), (K.BENEFITS,), "SIL 30: paid in advance, repaid by the third party"),
    Flow(
        "medical_for_unemployed",
        (K.BENEFITS,),
        (K.EXPENDITURE,),
        "SIL 48; 财社〔2017〕144号 art. 40: the unemployment fund pays medical contributions",
    ),
    Flow(
        "medical_by_unemployment_fund",
        (K.FISCAL,),
        (K.CONTRIBUTIONS_POOLED,),
        "SIL 48; 财社〔2017〕144号 art. 41: contributions paid by the unemployment fund",
    ),
    Flow(
        "provider_clearing",
        (K.BENEFITS,),
        (K.EXPENDITURE,),
        "REG 40; 财社〔2017〕144号 art. 40–41: fund expenditures, to institutions that settle directly",
    ),
    Flow(
        "clearing_returned",
        (K.EXPENDITURE,),
        (K.BENEFITS,),
        "财社〔2017〕144号 art. 40: payments to institutions returned by the bank",
    ),
    Flow("injury_advance_repaid", (K.EXPENDITURE,), (K.BENEFITS,), "SIL 41: advanced for an employer, paid back by it"),
    Flow("benefit_owed", (K.BENEFITS,), (K.EXPENDITURE,), "REG 46: repaid for months that had not arrived, paid back"),
    Flow(
        "medical_returned",
        (K.CONTRIBUTIONS_POOLED,),
        (K.FISCAL,),
        "SIL 48, 51: contributions of months without a benefit, back to the unemployment fund",
    ),
    Flow(
        "medical_came_back",
        (K.EXPENDITURE,),
        (K.BENEFITS,),
        "SIL 48, 51; 财社〔2017〕144号 art. 40: contributions of months without a benefit, returned",
    ),
    Flow("benefit_offset", (K.BENEFITS,), (K.BENEFITS,), "REG 46: benefits that were not due, set off against others"),
    Flow("transfer_sent", (K.TRANSFER_IN_TRANSIT,), (K.EXPENDITURE,), "财社〔2017〕144号 art. 40: fund expenditures"),
    Flow("transfer_out", (K.TRANSFER_EXPENDITURE,), (K.TRANSFER_IN_TRANSIT,), "国办发〔2009〕66号 art. 8: arrived"),
    Flow(
        "overlap_returned",
        (K.TRANSFER_INCOME,),
        (K.EXPENDITURE,),
        "人社部发〔2014〕17号 art. 7: paid in both schemes, returned to the person",
    ),
    Flow("remit_up", (K.REMIT_UP,), (K.FISCAL, K.EXPENDITURE), "财社〔2017〕144号 art. 40–41: remit up"),
    Flow("subsidy_down", (K.SUBSIDY_DOWN,), (K.FISCAL, K.EXPENDITURE), "财社〔2017〕144号 art. 40–41: allocate down"),
    Flow("other_income", (K.FISCAL,), (K.OTHER_INCOME,), "财社〔2017〕144号 art. 41: other income"),
)
REVERSAL_SUFFIX = ".reversed"


def sides() -> list[tuple[str, str, str, str]]:
    """Rows of the whitelist: (flow, account kind, side, source); each flow and its reversal."""
    rows = []
    for flow in FLOWS:
        for kinds, side, other in ((flow.debits, "DEBIT", "CREDIT"), (flow.credits, "CREDIT", "DEBIT")):
            for kind in kinds:
                rows.append((flow.code, str(kind), side, flow.source))
                rows.append((flow.code + REVERSAL_SUFFIX, str(kind), other, flow.source))
    return rows
