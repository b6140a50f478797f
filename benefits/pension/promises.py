"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "pensions_know_their_basis",
        Words(
            "每个核定的职工养老金都有核定依据，自退休次月起发放",
            "Each employees' pension granted has its basis on record, and is paid from after the month of retirement",
        ),
        SQL / "verify_basis.sql",
    )
    register_sql(
        "allowances_are_reckoned_anew_once",
        Words(
            "病残津贴距退休五年重算的，原津贴同时停发，只重算一次",
            "An allowance reckoned anew near the age stands in the stead of one that ended as it began; once",
        ),
        SQL / "verify_near_age.sql",
    )
    register_sql(
        "allowances_rest_on_appraisals",
        Words(
            "病残津贴都有申领时的鉴定结论，结论由两人登记，每份只用于一人",
            "Each disability allowance rests on a conclusion that came with its claim; conclusions are recorded by two",
        ),
        SQL / "verify_appraisals.sql",
    )
    register_sql(
        "pension_or_allowance",
        Words(
            "同一人不在相同月份领取两项养老金，或者既领取养老金又领取病残津贴，无论几条记录",
            "Nobody draws two pensions, or one beside a disability allowance, for the same months, under any record",
        ),
        SQL / "verify_drawn_beside.sql",
    )
