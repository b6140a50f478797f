"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "subsidies_are_claims",
        Words("政府补贴逐笔申请、足额到账、记入账户", "Subsidies are claimed once, booked whole and credited"),
        SQL / "verify_subsidies.sql",
    )
    register_sql(
        "subsidies_once_a_person",
        Words("政府补贴按人只领一次", "Government adds to a month of a person once, under whichever record"),
        SQL / "verify_once_a_person.sql",
    )
    register_sql(
        "subsidies_by_two",
        Words("补贴由一人申请、另一人登记到账", "Who claims a subsidy does not say that it came"),
        SQL / "verify_eyes.sql",
    )
