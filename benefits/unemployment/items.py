"""What the unemployment fund's benefits are divided into in its books (财办〔2018〕43号 account 5001; REG C6)."""

from funds.ledger import items
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words

BENEFIT_PAID, MEDICAL_PAID, DEATH_PAID = "unemployment_benefit", "medical_contributions", "funeral_and_survivor"
TRAINING_PAID, OTHER_PAID = "training_and_placement", "other_benefits"


def register_items() -> None:
    items.register(
        Fund.UNEMPLOYMENT,
        {
            BENEFIT_PAID: Words("失业保险金", "Unemployment benefit"),
            MEDICAL_PAID: Words("医疗保险费", "Medical contributions"),
            DEATH_PAID: Words("丧葬补助金和抚恤金", "Funeral and survivors"),
            TRAINING_PAID: Words("职业培训和职业介绍补贴", "Training and placement subsidies"),
            OTHER_PAID: Words("其他", "Other"),
        },
    )
