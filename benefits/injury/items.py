"""What the work injury fund's book divides its benefits into.

law    财办〔2018〕43号 account 5001; WIR 30–41
note   its list for work injury is in no text on file: divided by what the law pays for
"""

from funds.ledger import items
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words

MEDICAL_PAID, DISABILITY_PAID, DEATH_PAID = "injury_medical", "injury_disability", "injury_death"


def register_items() -> None:
    items.register(
        Fund.INJURY,
        {
            MEDICAL_PAID: Words("工伤医疗待遇", "Medical care of injuries"),
            DISABILITY_PAID: Words("伤残待遇", "Disability"),
            DEATH_PAID: Words("工亡待遇", "Deaths of work"),
        },
    )
