"""What the medical funds' books have medical care as.

law    财办〔2018〕43号 account 5001; its list for medical care is in no text on file: one item a fund, maternity apart,
       and what personal accounts paid (国办发〔2021〕14号)
"""

from funds.ledger import items
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words

COSTS_PAID, FROM_ACCOUNTS = "medical_costs", "personal_accounts"
ITEMS: dict[str, str] = {Fund.MEDICAL: COSTS_PAID, Fund.MEDICAL_RESIDENT: COSTS_PAID}
ACCOUNT_ITEMS: dict[str, str] = {Fund.MEDICAL: FROM_ACCOUNTS}


def register_items() -> None:
    for fund, code in ITEMS.items():
        items.register(fund, {code: Words("医疗费用", "Medical costs")})
    for fund, code in ACCOUNT_ITEMS.items():
        items.register(fund, {code: Words("个人账户支出", "Paid from personal accounts")})
