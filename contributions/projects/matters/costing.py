"""The cost of a project changed: by a supplement to its contract, or as the work was settled. Decided by two.

Sources: SPI 3; 人社部发〔2014〕103号 (of the total cost, once).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.projects.actions import change_cost, why_not_change
from contributions.projects.matters.registering import DayField
from contributions.projects.models import MOST_FEN, Project
from contributions.projects.reasons import NO_SUCH_PROJECT
from contributions.projects.rules import difference
from contributions.projects.selectors import cost_of, premium_before, project_numbered, projects_of, rate_of
from enrollment.registry.matters.subject import AboutEmployer, employer_of, told
from siadmin.agency.forms import YuanField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.matters.catalogue import Change, Door, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_NONE = Words("没有参保的建设项目", "No project is registered")
SUPPLEMENT = Paper(
    "construction_supplement",
    Words("变更工程总造价的补充协议，或者竣工结算文件", "The supplement that changes the cost, or the final account"),
    Words("部分行业企业工伤保险费缴纳办法第3条", "SPI 3"),
)


class CostForm(MatterForm):
    linked = frozenset({"project"})

    project = forms.ChoiceField(label=gettext_lazy("Which project"))
    cost = YuanField(
        label=gettext_lazy("Total cost as it is now, in yuan"),
        min_value=Decimal("0.01"),
        max_value=Decimal(MOST_FEN) / 100,
        help_text=gettext_lazy("The whole cost, not the difference."),
    )
    changed_on = DayField(label=gettext_lazy("Day of the supplement or the final account"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200, strip=True)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = projects_of(employer_of(subject)) if subject else []
        self.fields["project"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.name} · {each.number} · ¥{written(cost_of(each))}") for each in own
        ]


class ChangeCost(AboutEmployer):
    """Two people sign: it makes a bill, or money that goes back."""

    code = "project_cost_change"
    title = Words("建设项目工程造价变更", "The cost of an insured project changed")
    who = Words("施工总承包单位", "The general contractor")
    conditions: Sequence[Words] = (
        Words("工程总造价因补充协议或者竣工结算变更", "A supplement or the final account changes the total cost"),
        Words("按参保时的费率计算差额", "The difference is reckoned by the rate of its registration"),
        Words("参保期限不变", "From when and until when it is insured stays as it is"),
    )
    papers: Sequence[Paper] = (SUPPLEMENT,)
    basis = Words("部分行业企业工伤保险费缴纳办法第3条；人社部发〔2014〕103号", "SPI 3; 人社部发〔2014〕103号")
    result = Words(
        "造价增加的，另开账单补缴；减少的，冲减账单，已缴的可申请退费",
        "More: another bill. Less: it is taken off the bill, and what was paid may be asked back",
    )
    category = "change"
    line = Line.HRSS
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = CostForm
    risks = (Risk.MIDDLE,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        """Where the project is insured."""
        return _project(facts).region

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        is_any = projects_of(employer_of(subject)).exists()
        return [*super().against(subject, on), *([] if is_any else [Obstacle(_NONE)])]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Raises NO_SUCH_PROJECT, and what `why_not_change` answers."""
        if refusal := why_not_change(_project(facts, employer_of(subject).pk), _cost(facts), _day(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        project, cost = _project(facts), _cost(facts)
        before = premium_before(project)
        more = difference(cost, before, rate_of(project)).value
        return [
            Change(Words("参保项目", "Insured project"), project.number, project.number),
            Change(Words("工程总造价，元", "Total cost, ¥"), written(cost_of(project)), written(cost)),
            Change(Words("保险费，元", "Premium, ¥"), written(before), written(before + more)),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        project = _project(facts)
        change = change_cost(project=project, cost_fen=_cost(facts), changed_on=_day(facts), case=case, by=by, at=at)
        if change.bill is None:
            return told(Words("造价已变更，保险费不变。", "The cost is changed; the premium stays as it is."))
        if change.bill.total_fen > 0:
            words = Words("应补缴 {amount} 元，{day} 前缴清。", "¥{amount} more is due by {day}.")
            return told(words.filled(amount=written(change.bill.total_fen), day=change.bill.due_on))
        words = Words(
            "保险费减少 {amount} 元；已缴的留在到账款中，可申请退费。",
            "The premium is ¥{amount} less; what was paid waits with its receipt and may be asked back.",
        )
        return told(words.filled(amount=written(-change.bill.total_fen)))


def _project(facts: Mapping[str, Any], employer_id: int | None = None) -> Project:
    """Raises NO_SUCH_PROJECT."""
    found = project_numbered(facts["project"])
    if found is None or employer_id not in (None, found.employer_id):
        raise NO_SUCH_PROJECT(number=facts["project"])
    return found


def _cost(facts: Mapping[str, Any]) -> int:
    return fen(Decimal(facts["cost"]), HALF_UP)


def _day(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["changed_on"])


COST_CHANGE = ChangeCost()
