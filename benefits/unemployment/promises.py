"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "grants_beside_a_benefit_are_of_its_spell",
        Words(
            "随失业保险金核定的待遇都属于本人的领取期间，一次性支付的月份不再按月支付",
            "Grants beside an unemployment benefit are of its spell; months paid at once are not paid monthly too",
        ),
        SQL / "verify_grants.sql",
    )
    register_sql(
        "refused_offers_are_recorded_by_two",
        Words(
            "拒绝工作或者培训的登记都有两人签署的办件",
            "Work or training turned down is recorded by cases of two people",
        ),
        SQL / "verify_offers.sql",
    )
    register_sql(
        "medical_contributions_of_the_unemployed_are_paid_once",
        Words(
            "为领取失业保险金人员缴纳的医疗保险费逐月一次，两只基金账目相等，缴费月份都已参保",
            "Medical contributions of who draws unemployment benefit are paid once a month; what left one fund came to "
            "the other, and these months are insured",
        ),
        SQL / "verify_medical.sql",
    )
    register_sql(
        "medical_contributions_come_back_once_by_two",
        Words(
            "停发后退回的医疗保险费逐月一次、两人签署，两只基金账目相等",
            "Medical contributions of ended months come back once, by two people; what left one fund came to the other",
        ),
        SQL / "verify_medical_returns.sql",
    )
