"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "claims_are_decided_as_signed",
        Words(
            "待遇申领的决定与办件一致，核定项目与各签署人所见一致",
            "Claims are decided as their cases say, and grant what everybody signed for",
        ),
        SQL / "verify_decisions.sql",
    )
    register_sql(
        "deaths_are_paid_once",
        Words(
            "一次性死亡待遇都核定给遗属，同一死者每项只核定一次",
            "What is paid once upon a death was granted to a survivor, each component once of who died",
        ),
        SQL / "verify_deaths.sql",
    )
    register_sql(
        "what_is_granted_once_was_decided",
        Words(
            "同一工作、证书、生育或者工伤只核定一次的待遇，都有核定决定",
            "What is granted once for one work, certificate, birth or injury was decided",
        ),
        SQL / "verify_once.sql",
    )
