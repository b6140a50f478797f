"""What the pension funds' benefits are divided into in their books.

law    财办〔2018〕43号 account 5001 (REG C6)
note   what is left on a personal account as somebody dies is in no list on file: it is booked with the basic pension
"""

from funds.ledger import items
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words

BASIC_PENSION, DISABILITY_PAID, DEATH = "basic_pension", "disability_allowance", "funeral_and_survivor"
RESIDENT_BASE, RESIDENT_ACCOUNT = "resident_base_pension", "resident_account_pension"


def register_items() -> None:
    items.register(
        Fund.PENSION,
        {
            BASIC_PENSION: Words("基本养老金", "Basic pension"),
            "medical_subsidy": Words("医疗补助金", "Medical subsidy"),
            DEATH: Words("丧葬补助金和抚恤金", "Funeral and survivors"),
            DISABILITY_PAID: Words("病残津贴", "Disability allowance"),
        },
    )
    items.register(
        Fund.PENSION_RESIDENT,
        {
            RESIDENT_BASE: Words("基础养老金", "Base pension"),
            RESIDENT_ACCOUNT: Words("个人账户养老金", "Account pension"),
            "resident_funeral": Words("丧葬补助金", "Funeral grant"),
        },
    )
