"""An employer ends: its registration is cancelled once everything is settled (REG 10); opened again by a decision."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.registry.actions.closing import NOT_CANCELLED, Ending, check_closing, close_employer, reopen_employer
from enrollment.registry.clearance import GROUNDS
from enrollment.registry.matters.subject import AboutEmployer, because, employer_of, told
from enrollment.registry.models import Closing, Employer
from enrollment.registry.protocols import against_closing
from enrollment.registry.questions import Choices, said
from enrollment.registry.selectors import days_late_to_close
from siadmin.agency.models import User
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Beside, Change, Door, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_CANCELLED_ON = Words("注销日期", "Cancelled on")


def _grounds() -> Choices:
    return said(GROUNDS.items())


class ClosingForm(MatterForm):
    last_day = forms.DateField(
        label=gettext_lazy("Day the employer ended"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Its last day: as the registering authority or the decision says."),
    )
    ground = forms.ChoiceField(label=gettext_lazy("Ground"), choices=_grounds)
    decision = forms.CharField(
        label=gettext_lazy("Document that ended it, with its number"), max_length=100, required=False
    )

    def clean_decision(self) -> str:
        return half_width(self.cleaned_data["decision"])


class CloseEmployer(AboutEmployer):
    """Two people sign: what an employer owes could not be asked of it any more."""

    code = "employer_cancel"
    title = Words("单位注销登记", "Cancel an employer's registration")
    who = Words("终止的用人单位", "An employer that ends")
    conditions = (
        Words("社会保险费和滞纳金已缴清", "Contributions and late fees are paid"),
        Words("受过处罚的，罚款已向作出处罚的部门缴清", "Where it was fined, the department that did has its money"),
        Words("没有待分配的缴费款和应退款", "No money waits to be put to bills or given back"),
        Words("没有在职或参保的职工", "Nobody is employed or insured through it any more"),
        Words("没有未报送的申报和在办事项", "No declaration and no case is open"),
        Words("在社会保险法第57条规定的期限内申请", "Applied for within the time that SIL 57 gives"),
    )
    papers = (
        Paper(
            "termination",
            Words("终止文书（登记机关未共享时）", "The document that ended it, where the authority has not told us"),
            Words("社会保险法第57条；社会保险费征缴暂行条例第9条", "SIL 57; COLL 9"),
            is_required=False,
        ),
        Paper(
            "fines",
            Words("罚款缴清凭证（受过处罚的）", "Proof that the fine is paid, where it was fined"),
            Words("社会保险经办条例第10条", "REG 10"),
            is_required=False,
        ),
    )
    basis = Words("社会保险经办条例第10条；社会保险法第57条", "REG 10; SIL 57")
    result = Words(
        "登记注销，开具清缴证明；单位的网上经办权限终止",
        "The registration is cancelled, a clearance certificate is issued; nobody acts for it online any more",
    )
    category = "change"
    risks = (Risk.MIDDLE,)
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = ClosingForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return super().against(subject, on) or against_closing.all(employer_of(subject), on)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_closing(employer_of(subject), dt.date.fromisoformat(facts["last_day"]), on)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        employer, last_day = employer_of(subject), dt.date.fromisoformat(facts["last_day"])
        found = [Change(_CANCELLED_ON, str(employer.cancelled_on or ""), facts["last_day"])]
        if late := days_late_to_close(employer, last_day, timezone.localdate()):
            label = Words("申请超过法定期限", "Applied after the time given")
            found.append(Change(label, "", str(Words(f"{late} 天", f"{late} days"))))
        return found

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        closing = close_employer(
            employer=Employer.objects.get(number=case.subject),
            ending=Ending(
                last_day=dt.date.fromisoformat(facts["last_day"]),
                ground=facts["ground"],
                decision=facts["decision"],
                case=case.number,
            ),
            office=case.office,
            by=by,
            at=at,
            reason=because(case),
        )
        words = Words(
            "登记自 {day} 起注销，清缴证明 {number} 已开具。",
            "The registration is cancelled as of {day}; clearance certificate {number} is issued.",
        )
        return told(words.filled(day=closing.last_day, number=closing.certificate.number))

    def beside(self, case: Case) -> Beside | None:
        closing = Closing.objects.filter(case=case.number).select_related("certificate").first()
        return Beside("registry/_closing.html", {"closing": closing}) if closing else None


class ReopeningForm(MatterForm):
    decision = forms.CharField(label=gettext_lazy("Decision: document and number"), max_length=90)
    cause = forms.CharField(
        label=gettext_lazy("Why the cancellation does not stand"),
        max_length=90,
        help_text=gettext_lazy("For instance a judgment, a reconsideration, or a cancellation by mistake."),
    )


class ReopenEmployer(AboutEmployer):
    """Three people sign: it undoes what two decided and a certificate says."""

    code = "employer_reopen"
    title = Words("撤销单位注销登记", "Undo the cancellation of an employer")
    who = Words("经办机构依决定办理；用人单位可以申请", "The agency, by a decision; the employer may ask for it")
    conditions = (Words("登记已注销", "The registration is cancelled"),)
    papers = (
        Paper(
            "decision",
            Words("判决、复议决定或机构的撤销决定", "The judgment, reconsideration or decision"),
            Words("社会保险经办条例第52条；行政复议法第64条", "REG 52; Administrative Reconsideration Law 64"),
        ),
    )
    basis = Words("社会保险经办条例第10条、第11条、第52条", "REG 10, 11, 52")
    result = Words(
        "登记恢复，清缴证明撤销；经办人须重新指定",
        "The registration stands again, the certificate is revoked; who acts for it is appointed anew",
    )
    category = "change"
    risks = (Risk.HIGH,)
    doors = frozenset({Door.COUNTER})
    form = ReopeningForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.HIGH

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return [] if employer_of(subject).cancelled_on else [Obstacle(Words("登记未注销", "It is not cancelled"))]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employer = employer_of(subject)
        if employer.cancelled_on is None:
            raise NOT_CANCELLED(name=employer.name)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(_CANCELLED_ON, str(employer_of(subject).cancelled_on or ""), "")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        reopen_employer(
            employer=Employer.objects.get(number=case.subject),
            case=case.number,
            by=by,
            at=at,
            reason=because(case, facts["decision"], facts["cause"]),
        )
        return told(
            Words("登记已恢复，清缴证明撤销。", "The registration stands again; the clearance certificate is revoked.")
        )


CANCEL, REOPEN = CloseEmployer(), ReopenEmployer()
