"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "cases_signed_by_enough",
        Words("办结或不予办理的事项均由足够人数签署", "Every case decided on its merits was signed by enough people"),
        SQL / "verify_signatures.sql",
    )
    register_sql(
        "cases_not_signed_by_applicants",
        Words("没有人签署自己提交的申请", "Nobody signed what they applied for"),
        SQL / "verify_applicants.sql",
    )
    register_sql(
        "case_facts_whole",
        Words("事项的申请内容版本连续、无缺失", "The facts of every case are there, version after version"),
        SQL / "verify_facts.sql",
    )
    register_sql(
        "case_state_of_its_last_step",
        Words("事项状态与最后一个环节一致", "A case is in the state its last step left it in"),
        SQL / "verify_states.sql",
    )
