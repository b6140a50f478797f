"""Paying later by an agreement with a guarantee (SIL 63, IMPL 22) or for force majeure (SIL 60, IMPL 21); its end."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.collection.actions import NOT_DEFERRED, defer, running, stop_deferral
from contributions.collection.enforcement import owed_now
from contributions.collection.matters.standing import nothing_overdue
from contributions.collection.matters.words import LINE_WORDS
from contributions.collection.models import DeferralKind
from enrollment.registry.matters.subject import employer_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import Choices, MonthQuestion, said
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.selectors import law_of_day

MOST_MONTHS = "deferral.most_months"
ONE_DAY = dt.timedelta(days=1)
TOO_LONG = Reason(
    "deferral_too_long",
    "缓缴最长 {months} 个月，最晚到 {until}。",
    "Payment is deferred for {months} months at most, until {until}.",
    "缩短期限。",
    "Choose an earlier day.",
)
OVER_BEFORE_IT_BEGINS = Reason(
    "deferral_over",
    "缓缴到期日 {until} 早于起始日。",
    "The last day {until} lies before the first.",
    "核对日期。",
    "Check the days.",
)
NOTHING_TO_DEFER = Reason(
    "nothing_to_defer",
    "{employer}在所填月份没有到期未缴的保险费。",
    "{employer} is not past due with anything of these months.",
    "核对月份；延期缴费协议针对已欠缴的保险费。",
    "Check the months: an agreement is about contributions that are past due.",
)
_GUARANTEES = {
    "mortgage": Words("抵押", "mortgage"),
    "pledge": Words("质押", "pledge"),
    "surety": Words("保证", "surety"),
    "deposit": Words("保证金", "deposit"),
}


def _guarantees() -> Choices:
    return said(_GUARANTEES.items())


class _DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date", "placeholder": "2026-11-30"}), **kwargs)


class _MonthsForm(MatterForm):
    first_month = MonthQuestion(label=gettext_lazy("First month"))
    last_month = MonthQuestion(label=gettext_lazy("Last month"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("first_month") and given.get("last_month") and given["first_month"] > given["last_month"]:
            self.add_error("last_month", gettext_lazy("The last month lies before the first."))
        return given


class AgreementForm(_MonthsForm):
    until = _DayField(label=gettext_lazy("To be paid by"))
    guarantee = forms.ChoiceField(label=gettext_lazy("Guarantee"), choices=_guarantees)
    what = forms.CharField(label=gettext_lazy("What is given as guarantee, and its value"), max_length=200)


class ForceMajeureForm(_MonthsForm):
    since = _DayField(label=gettext_lazy("First day"))
    until = _DayField(label=gettext_lazy("Last day"))
    event = forms.CharField(label=gettext_lazy("What happened"), max_length=200)
    approval = forms.CharField(
        label=gettext_lazy("Approval of the province: document and number"),
        max_length=100,
        help_text=gettext_lazy("Without it none may be granted (IMPL 21)."),
    )


class _Deferral(Matter):
    """For the funds of one line; the other line's office decides about its own."""

    kind: DeferralKind
    category = "deferral"
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    result = Words(
        "所定期间不加收滞纳金，应缴数额不变；到期应当缴清",
        "No late fee runs for that time; nothing is waived, and it is paid in full at the end",
    )

    def __init__(self, line: str) -> None:
        self.line = line

    def _days(self, facts: Mapping[str, Any], on: dt.date) -> tuple[dt.date, dt.date]:
        """The deferred days, half-open."""
        raise NotImplementedError

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employer = employer_of(subject)
        starts_on, ends_before = self._days(facts, on)
        if ends_before <= starts_on:
            raise OVER_BEFORE_IT_BEGINS(until=facts["until"])
        law = law_of_day(employer.pooling_region, on).law(MOST_MONTHS, self.kind)
        months = int(law.value)
        latest = _same_day(starts_on, months)
        if ends_before > latest:
            raise TOO_LONG(months=months, until=latest - ONE_DAY)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        starts_on, ends_before = self._days(facts, timezone.localdate())
        none = str(Words("到期即缴", "paid when due"))
        return [
            Change(Words("缓缴月份", "Months"), "", f"{facts['first_month']} – {facts['last_month']}"),
            Change(Words("缓缴期间", "Days"), none, f"{starts_on} – {ends_before - ONE_DAY}"),
        ]

    def _granted(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime, **ground: str) -> str:
        starts_on, ends_before = self._days(facts, timezone.localdate(at))
        defer(
            employer=Employer.objects.get(number=case.subject), line=self.line, kind=self.kind,
            first_month=Month.parse(facts["first_month"]), last_month=Month.parse(facts["last_month"]),
            starts_on=starts_on, ends_before=ends_before, case_number=case.number, by=by, at=at, **ground,
        )  # fmt: skip
        words = Words(
            "{first} 至 {last} 的保险费缓缴至 {until}，期间不加收滞纳金。",
            "Contributions of {first} to {last} are deferred until {until}; no late fee runs meanwhile.",
        )
        until = ends_before - ONE_DAY
        return told(words.filled(first=facts["first_month"], last=facts["last_month"], until=until))


def _same_day(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, at the latest the last of that month."""
    month = Month.of(day) + months
    return month.first_day.replace(day=min(day.day, month.last_day.day))


class Agreement(_Deferral):
    """Two people sign. It begins on the day it is granted: late fees run until then."""

    kind = DeferralKind.AGREEMENT
    who = Words("欠缴社会保险费并提供担保的用人单位", "An employer past due that gives a guarantee")
    conditions = (
        Words("账户余额少于应当缴纳的社会保险费", "Its accounts hold less than it owes"),
        Words("提供担保", "A guarantee is given"),
    )
    papers: Sequence[Paper] = (
        Paper(
            "guarantee",
            Words("担保书或抵押、质押凭证", "The guarantee, or the deed of mortgage or pledge"),
            Words("社会保险法第63条第2款", "SIL 63(2)"),
        ),
        Paper(
            "agreement",
            Words("延期缴费协议", "The agreement on deferred payment"),
            Words("社会保险法第63条第2款；实施若干规定第22条", "SIL 63(2); IMPL 22"),
        ),
    )
    basis = Words("社会保险法第63条；实施《社会保险法》若干规定第22条", "SIL 63; IMPL 22")
    form = AgreementForm
    risks = (Risk.MIDDLE,)

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"deferral_agreement_{line}"
        self.title = LINE_WORDS[line].of(Words("延期缴费协议", "Agreement on deferred payment"))

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def _days(self, facts: Mapping[str, Any], on: dt.date) -> tuple[dt.date, dt.date]:
        return on, dt.date.fromisoformat(facts["until"]) + ONE_DAY

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return nothing_overdue(subject, self.line, on)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        super().check(facts, subject, on)
        first, last = Month.parse(facts["first_month"]), Month.parse(facts["last_month"])
        employer = employer_of(subject)
        if not any(row.overdue_fen and first <= row.of.month <= last for row in owed_now(employer, self.line, on).rows):
            raise NOTHING_TO_DEFER(employer=employer.name)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        guarantee = f"{_GUARANTEES[facts['guarantee']].zh}：{facts['what']}"
        return self._granted(case, facts, by, at, guarantee=guarantee)


class ForceMajeure(_Deferral):
    """Three people sign: the province has approved it, and no late fee runs (IMPL 21)."""

    kind = DeferralKind.FORCE_MAJEURE
    who = Words("因不可抗力生产经营出现严重困难的用人单位", "An employer in grave difficulty by force majeure")
    conditions = (Words("经省级人民政府有关行政部门批准", "The department of the province has approved it"),)
    papers: Sequence[Paper] = (
        Paper(
            "event",
            Words("不可抗力造成困难的证明", "Proof of the event and of the difficulty"),
            Words("社会保险法第60条；实施若干规定第21条", "SIL 60; IMPL 21"),
        ),
        Paper(
            "approval",
            Words("省级批准文件", "The approval of the province"),
            Words("实施若干规定第21条", "IMPL 21"),
        ),
    )
    basis = Words("社会保险法第60条；实施《社会保险法》若干规定第21条", "SIL 60; IMPL 21")
    form = ForceMajeureForm
    risks = (Risk.HIGH,)

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"deferral_disaster_{line}"
        self.title = LINE_WORDS[line].of(Words("不可抗力缓缴", "Deferral for force majeure"))

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.HIGH

    def _days(self, facts: Mapping[str, Any], on: dt.date) -> tuple[dt.date, dt.date]:
        return dt.date.fromisoformat(facts["since"]), dt.date.fromisoformat(facts["until"]) + ONE_DAY

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        return self._granted(case, facts, by, at, approval=f"{facts['approval']}（{facts['event']}）"[:120])


class EndForm(MatterForm):
    linked = frozenset({"deferral"})

    deferral = forms.CharField(
        label=gettext_lazy("Case by which payment was deferred"),
        max_length=12,
        help_text=gettext_lazy("It stands beside the deferral on the employer's page."),
    )
    reason = forms.CharField(
        label=gettext_lazy("What was not kept"),
        max_length=300,
        help_text=gettext_lazy("The employer reads it on its page and in the decision."),
    )


class EndEarly(Matter):
    """Two people sign, as two granted it: it costs the employer late fees, and the decision says how to object."""

    category = "deferral"
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER})
    who = Words("经办机构依职权", "The agency of its own accord")
    conditions = (
        Words("缓缴正在进行", "The deferral is running"),
        Words("用人单位未履行约定，或者担保、批准已不存在", "The employer does not keep to it, or its ground is gone"),
    )
    papers: tuple[Paper, ...] = ()
    basis = Words(
        "社会保险法第60条、第63条；社会保险经办条例第37条、第52条", "SIL 60, 63; REG 37 (tiered review), 52 (remedies)"
    )
    result = Words("缓缴当日终止，此后照章加收滞纳金", "The deferral ends that day; late fees run from then on")
    form = EndForm
    risks = (Risk.MIDDLE,)

    def __init__(self, line: str) -> None:
        self.line = line
        self.code = f"end_deferral_{line}"
        self.title = LINE_WORDS[line].of(Words("终止缓缴", "End a deferral early"))

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        runs = running(employer_of(subject), self.line, on).exists()
        return [] if runs else [Obstacle(Words("没有正在进行的缓缴", "No deferral is running"))]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if not running(employer_of(subject), self.line, on, case_number=facts["deferral"]).exists():
            raise NOT_DEFERRED()

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        one = running(employer_of(subject), self.line, timezone.localdate(), case_number=facts["deferral"]).first()
        before = str(Words(f"缓缴至 {one.ends_before - ONE_DAY}", f"until {one.ends_before - ONE_DAY}")) if one else ""
        return [
            Change(Words("缓缴期间", "Days"), before, str(Words("决定之日终止", "ends on the day of the decision")))
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        stop_deferral(
            employer=Employer.objects.get(number=case.subject), line=self.line, deferral=facts["deferral"],
            case_number=case.number, by=by, at=at, reason=facts["reason"],
        )  # fmt: skip
        words = Words(
            "办件 {deferral} 的缓缴自 {on} 起终止：{reason}。此后照章加收滞纳金。",
            "The deferral of case {deferral} ends on {on}: {reason}. Late fees run from then on.",
        )
        return told(words.filled(deferral=facts["deferral"], on=timezone.localdate(at), reason=facts["reason"]))


AGREEMENTS = {line: Agreement(line) for line in Line.values}
FORCE_MAJEURE = {line: ForceMajeure(line) for line in Line.values}
ENDS = {line: EndEarly(line) for line in Line.values}
