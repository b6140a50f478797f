"""What the columns of a history file mean; docs/howto/bring-history-in.md says the same with an example."""

from dataclasses import dataclass

from contributions.history.rules import COLUMNS
from siadmin.kernel.language import Words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: which records use it (empty: all), and what stands in it."""

    name: str
    records: tuple[str, ...]
    meaning: Words


_ALL: tuple[str, ...] = ()
_STRETCH = ("months", "deemed")
_MEANINGS: dict[str, tuple[tuple[str, ...], Words]] = {
    "record": (
        _ALL,
        Words(
            "记录类型：person 人员，months 实缴月份，balance 个人账户余额，deemed 视同缴费",
            "What the row tells: person, months (paid), balance (of a personal account), deemed (months)",
        ),
    ),
    "number": (_ALL, Words("身份号码（社会保障号码）", "Identity number, which is the social security number")),
    "name": (_ALL, Words("姓名，须与登记一致", "Name, as it is registered")),
    "retirement_group": (("person",), Words("退休类别：男 M60，女 F55 或 F50", "M60 for men, F55 or F50 for women")),
    "residence": (("person",), Words("居住地区划代码；不填为本统筹区", "Code of the residence; empty: this region")),
    "insurance": (
        ("months", "balance", "deemed"),
        Words(
            "险种：pension_employee 养老，medical_employee 医疗，unemployment 失业，injury 工伤，maternity 生育",
            "pension_employee, medical_employee, unemployment, injury or maternity",
        ),
    ),
    "from_month": (_STRETCH, Words("起月，如 2015-03", "First month, such as 2015-03")),
    "to_month": (_STRETCH, Words("止月（含）", "Last month, included")),
    "base": (("months",), Words("每月缴费基数，元", "Contribution base per month, in yuan")),
    "paid_months": (
        ("months",),
        Words("实缴月数；填写则须等于起止月数", "How many months; where it is given it must be as many"),
    ),
    "employer_name": (("months",), Words("缴费单位；原系统数据必填", "Who paid; needed in a former register")),
    "employer_code": (("months",), Words("统一社会信用代码，如有", "Unified social credit code, where there is one")),
    "amount": (("balance",), Words("储存额，元，含截止日前利息", "Balance in yuan, interest up to the day included")),
    "as_of": (("balance",), Words("余额截止日，如 2023-12-31", "Day of the balance, such as 2023-12-31")),
    "decision": (("deemed",), Words("视同缴费认定文号", "Number of the decision that they count")),
    "decided_on": (("deemed",), Words("认定日期", "Day of the decision")),
}
LAYOUT = tuple(Column(name, *_MEANINGS[name]) for name in COLUMNS)
