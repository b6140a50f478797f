"""The days the law gives for an injury, each as it is on file, and how it stands (WIR 17–33; WIC 22; LCA 17–20)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from benefits.injury.law import law_of
from benefits.injury.models import Application, Certification, Injury
from benefits.injury.rules.days import last_day_within, same_day
from benefits.injury.selectors.leaving import leave_of
from siadmin.kernel.language import Words
from siadmin.kernel.trace import Law
from siadmin.kernel.workdays import after_working_days
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Limit:
    """By when whoever it binds acts; `done_on`: when they did. `is_from`: not before that day, instead of by it."""

    who: Words
    what: Words
    day: dt.date
    source: str
    done_on: dt.date | None = None
    is_from: bool = False

    @property
    def is_late(self) -> bool:
        return self.done_on is not None and self.done_on > self.day and not self.is_from


_AGENCY, _EMPLOYER = Words("经办机构", "the agency"), Words("用人单位", "the employer")
_COMMITTEE, _WORKER = Words("劳动能力鉴定委员会", "the committee"), Words("职工、用人单位", "worker and employer")


def limits_of(application: Application) -> list[Limit]:
    """In the order of their days. Raises NOT_VERIFIED_HERE."""
    found = [*_of_the_application(application)]
    if hasattr(application, "certification"):
        found += _of_the_decision(application.certification)
        if hasattr(application.certification, "injury"):
            found += _of_the_injury(application.certification.injury)
    return sorted(found, key=lambda each: each.day)


def _of_the_application(application: Application) -> Iterator[Limit]:
    region, happened_on = application.region, application.happened_on
    days = law_of("injury.employer_applies_days", region, happened_on)
    by_employer = application.answer_by is None
    last, applied = (
        last_day_within(happened_on, days, WorkCalendar()),
        Words("申请工伤认定", "applies for certification"),
    )
    yield Limit(_EMPLOYER, applied, last, days.source, application.applied_on if by_employer else None)
    if application.answer_by is not None:
        days = law_of("injury.employer_answers_days", region, timezone.localdate(application.accepted_at))
        said = application.statement.made_at if hasattr(application, "statement") else None
        done = timezone.localdate(said) if said else None
        yield Limit(_EMPLOYER, Words("举证", "proves its case"), application.answer_by, days.source, done)
    deciding = _deciding(application)
    if deciding is not None:
        done = timezone.localdate(deciding.decided_at) if deciding.decided_at else None
        source = "工伤保险条例第20条"
        yield Limit(_AGENCY, Words("作出认定决定", "decides"), deciding.due_on, source, done)


def _of_the_decision(decided: Certification) -> Iterator[Limit]:
    on = timezone.localdate(decided.decided_at)
    days = law_of("injury.decision_served_days", decided.application.region, on)
    yield Limit(
        _AGENCY, Words("送达认定决定", "serves the decision"), last_day_within(on, days, WorkCalendar()), days.source,
        timezone.localdate(decided.letter.issued_at),
    )  # fmt: skip


def _of_the_injury(injury: Injury) -> Iterator[Limit]:
    appraisal = injury.appraisals.order_by("-pk").first()
    if appraisal is not None:
        served = _law(injury, "appraisal_served_days", appraisal.concluded_on)
        yield Limit(
            _COMMITTEE, Words("送达鉴定结论", "serves its conclusion"),
            last_day_within(appraisal.concluded_on, served, WorkCalendar()), served.source, appraisal.delivered_on,
        )  # fmt: skip
        if appraisal.kind != "again":
            again = _law(injury, "reappraisal_days", appraisal.delivered_on)
            day = last_day_within(appraisal.delivered_on, again, WorkCalendar())
            yield Limit(_WORKER, Words("申请再次鉴定", "ask for another appraisal"), day, again.source)
        review = _law(injury, "review_appraisal_months", appraisal.delivered_on)
        day = same_day(appraisal.concluded_on, int(review.value))
        yield Limit(_WORKER, Words("可以申请复查鉴定", "may ask for a review"), day, review.source, is_from=True)
    if (leave := leave_of(injury)) is not None:
        what = Words("支付停工留薪期工资", "pays the own wage on leave")
        yield Limit(_EMPLOYER, what, leave.last_day, "工伤保险条例第33条")
    if hasattr(injury, "advance"):
        asked, received_on = injury.advance.asked_on, timezone.localdate(injury.advance.case.received_at)
        notice = _law(injury, "advance_notice_days", asked)
        day = after_working_days(received_on, int(notice.value), WorkCalendar())
        yield Limit(_AGENCY, Words("书面催告用人单位", "asks the employer to pay"), day, notice.source, asked)
        paying = _law(injury, "advance_employer_days", asked)
        day = after_working_days(asked, int(paying.value), WorkCalendar())
        yield Limit(_EMPLOYER, Words("支付工伤待遇", "pays the benefits"), day, paying.source)
        yield Limit(_EMPLOYER, Words("偿还先行支付", "pays back the advance"), injury.advance.due_on, paying.source)


def _law(injury: Injury, key: str, on: dt.date) -> Law:
    return law_of(f"injury.{key}", injury.region, on)


def _deciding(application: Application) -> Case | None:
    if hasattr(application, "certification"):
        return application.certification.case
    opened = Case.objects.filter(matter__startswith="injury_certification", received_at=application.accepted_at)
    return opened.filter(subject=application.person.number).first()
