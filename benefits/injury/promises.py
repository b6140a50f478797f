"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "injuries_are_certified_by_two",
        Words(
            "工伤都由两人依受理的申请认定，认定为工伤的各有一项工伤记录",
            "Injuries of work are certified by two people upon an accepted application, each once",
        ),
        SQL / "verify_certified.sql",
    )
    register_sql(
        "injuries_are_appraised_by_two",
        Words(
            "鉴定结论都由两人登记，每项工伤先有初次鉴定", "Appraisals are recorded by two people, the first one first"
        ),
        SQL / "verify_appraised.sql",
    )
    register_sql(
        "injury_allowance_or_difference",
        Words(
            "伤残津贴与养老金补差不在同一月份发放",
            "An injury allowance and the difference to a pension are never drawn both",
        ),
        SQL / "verify_one_of_both.sql",
    )
    register_sql(
        "injury_advances_are_recovered_as_booked",
        Words(
            "先行支付由两人决定，单位偿还的都已入账且不超过已支付的待遇",
            "Advances are decided by two people; what employers paid back is booked, and no more than was paid",
        ),
        SQL / "verify_advances.sql",
    )
    register_sql(
        "injury_shares_within_the_wage",
        Words(
            "供养亲属抚恤金都按份额核定，同一工亡职工的各份之和不超过其本人工资",
            "Dependants draw shares; those of one dead worker never exceed the own wage together",
        ),
        SQL / "verify_shares.sql",
    )
    register_sql(
        "injury_leaves_follow_each_other",
        Words(
            "停工留薪期和工伤复发都由办件登记，延长的由委员会确认且首尾相接",
            "Paid leave and recurrences are recorded by cases; a longer leave was confirmed and follows the one before",
        ),
        SQL / "verify_leaves.sql",
    )
    register_sql(
        "injury_missing_by_two",
        Words(
            "因工下落不明和重新出现都由两人登记，事故符合第41条",
            "Who is missing since an accident of work, or came back, is so by two people",
        ),
        SQL / "verify_missing.sql",
    )
