"""What the medical fund's book has maternity as: inside one fund, counted apart.

law    财办〔2018〕43号 account 5001; MM10 §2 (statistics separate)
"""

from funds.ledger import items
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words

ALLOWANCE_PAID, COSTS_PAID = "maternity_allowance", "maternity_medical"


def register_items() -> None:
    items.register(
        Fund.MEDICAL,
        {
            COSTS_PAID: Words("生育医疗费用", "Maternity medical costs"),
            ALLOWANCE_PAID: Words("生育津贴", "Maternity allowance"),
        },
    )
