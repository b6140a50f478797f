"""The letters of work injury."""

from pathlib import Path

from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

LETTERS = Path(__file__).resolve().parent / "letters"
ADVANCED = register(
    LetterKind(
        code="injury_advanced",
        title=Words("工伤待遇先行支付追偿通知书", "Demand: benefits advanced by the injury fund"),
        template=LETTERS / "advanced.typ",
        basis=Words("《社会保险法》第四十一条", "Social Insurance Law, art. 41"),
        figures={"number": Words("编号", "Number"), "due_on": Words("期限", "By")},
        has_remedy=True,
    )
)
ADVANCED_JOINTLY = register(
    LetterKind(
        code="injury_advanced_jointly",
        title=Words("建设项目工伤待遇先行支付追偿通知书", "Demand: benefits advanced for an injury on an unpaid site"),
        template=LETTERS / "advanced_jointly.typ",
        basis=Words(
            "《社会保险法》第四十一条；人社部发〔2014〕103号", "Social Insurance Law, art. 41; 人社部发〔2014〕103号"
        ),
        figures={"number": Words("编号", "Number"), "due_on": Words("期限", "By")},
        has_remedy=True,
    )
)
CERTIFIED = register(
    LetterKind(
        code="injury_certified",
        title=Words("工伤认定决定书", "Decision: whether an injury is one of work"),
        template=LETTERS / "certified.typ",
        basis=Words("《工伤保险条例》第十四条至第二十条", "Work Injury Insurance Regulations, art. 14–20"),
        figures={"outcome": Words("结论", "Conclusion"), "happened_on": Words("受伤害日期", "Day of the injury")},
        has_remedy=True,
    )
)
