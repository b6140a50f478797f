"""What the medical funds' books have medical care as.

law    财办〔2018〕43号 account 5001; its list for medical care is in no text on file: one item a fund, maternity apart
"""

from funds.ledger import items
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words

COSTS_PAID = "medical_costs"
ITEMS: dict[str, str] = {Fund.MEDICAL: COSTS_PAID, Fund.MEDICAL_RESIDENT: COSTS_PAID}


def register_items() -> None:
    for fund, code in ITEMS.items():
        items.register(fund, {code: Words("医疗费用", "Medical costs")})
