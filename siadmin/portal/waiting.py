"""What waits for an employer beside what it owes and must declare: answers, orders, files not filed, rows put off.

Of an institution also what it may say before a measure is decided.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from benefits.injury.selectors import to_state
from benefits.providers.rules.measures import MEASURE_WORDS
from benefits.providers.selectors import unheard_of
from contributions.declarations.models import DeclarationState, RowState
from contributions.declarations.selectors import basket, filings_of
from enrollment.coverage.selectors.disputes import disputes_seen_by
from enrollment.registry.models import Employer
from enrollment.registry.names import named
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, where it is done, and until when (None: the law names no day)."""

    what: Words
    url: str
    due_on: dt.date | None = None


def waiting_for(viewer: Viewer, employer: Employer) -> list[Waiting]:
    """The nearest day first, what has no day last."""
    found = [
        *_of_disputes(viewer, employer), *_of_injuries(employer), *_of_measures(employer), *_of_declarations(employer),
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.due_on or dt.date.max)


def disputes_open(viewer: Viewer) -> Counter[int]:
    """By employer, how many disputes of its employees are not settled: not decided, or ordered and not put right."""
    seen = disputes_seen_by(viewer).filter(put_right_on__isnull=True)
    return Counter(each.employer_id for each in seen if each.case.is_open or each.comply_by is not None)


def _of_disputes(viewer: Viewer, employer: Employer) -> list[Waiting]:
    found = []
    for each in disputes_seen_by(viewer).filter(employer=employer, put_right_on__isnull=True):
        url = reverse("employer_dispute", args=[employer.number, each.case.number])
        months = f"{each.from_month} – {each.before_month - 1}"
        if each.comply_by is not None:
            what = Words("依决定办理：{name}，{months}", "Do what was ordered: {name}, {months}")
            found.append(Waiting(what.filled(name=named(each.person.name), months=months), url, each.comply_by))
        elif not each.answer and each.case.is_open:
            what = Words("答复职工异议：{name}，{months}", "Answer an employee's dispute: {name}, {months}")
            found.append(Waiting(what.filled(name=named(each.person.name), months=months), url, each.answer_due_on))
    return found


def _of_injuries(employer: Employer) -> list[Waiting]:
    """The burden of proof is the employer's (WIR 19)."""
    what = Words("就工伤认定申请举证：{name}，{day}", "Say what you know of an injury: {name}, {day}")
    page = reverse("employer_apply", args=[employer.number, "injury_statement"])
    return [
        Waiting(what.filled(name=named(each.person.name), day=each.happened_on), page, each.answer_by)
        for each in to_state(employer)
    ]


def _of_measures(employer: Employer) -> list[Waiting]:
    """An institution states its case before anything is decided about it (REG 43)."""
    what = Words("就拟作出的处理陈述申辩：{measure}，{number}", "State your case on a measure: {measure}, {number}")
    page = reverse("employer_institution", args=[employer.number])
    return [
        Waiting(what.filled(measure=MEASURE_WORDS[each.kind], number=each.number), page, each.state_until)
        for each in unheard_of(employer)
    ]


def _of_declarations(employer: Employer) -> list[Waiting]:
    drafts = (
        filings_of(employer.pk)
        .filter(state=DeclarationState.DRAFT)
        .annotate(
            good=Count("rows", filter=Q(rows__state=RowState.ACCEPTED)),
            wrong=Count("rows", filter=Q(rows__state=RowState.REFUSED)),
        )
    )
    found = [
        Waiting(
            Words(
                "{month} 的工资表已核对未申报：{good} 行可报，{wrong} 行待更正",
                "A checked payroll of {month} is not filed yet. Good rows: {good}, to correct: {wrong}",
            ).filled(month=each.month, good=each.good, wrong=each.wrong),
            reverse("employer_check", args=[employer.number, each.number]),
        )
        for each in drafts
    ]
    if rows := basket(employer).count():
        what = Words("{rows} 行申报在更正篮里", "Rows of filed declarations to correct: {rows}")
        found.append(Waiting(what.filled(rows=rows), reverse("employer_basket", args=[employer.number])))
    return found
