"""Citizens: am I covered, what was paid, what is missing and who owes it, what is in my accounts."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from benefits.pension.selectors.residents import resident_terms
from benefits.unemployment.schemes.reckoning import BENEFIT
from contributions.accounts.names import ACCOUNT_NAMES
from contributions.accounts.selectors import balances_of
from contributions.declarations.acknowledged import asked_of
from enrollment.participation.models import INVOLUNTARY, Employment, InsuredPeriod, PeriodEnd
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import (
    RetirementGroup,
    minimum_contribution_months,
    statutory_retirement,
)
from enrollment.participation.selectors import periods_of
from enrollment.registry.matters import PHONE
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from enrollment.registry.selectors import persons_seen_by
from siadmin.agency.access import citizens, looking, reads
from siadmin.agency.insurances import NAMES, Insurance, ResidentScheme
from siadmin.agency.tiles import page
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Door, matter_of
from siadmin.matters.models import Case
from siadmin.matters.rules import OPEN, State
from siadmin.matters.views.own import own_of
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook
from siadmin.portal.drawn import Drawn
from siadmin.portal.record import Record, gather
from siadmin.portal.shapes import Figure, InsuranceState, Press
from siadmin.portal.templatetags.words import call_name, money, month_words, years_and_months

YEARS_SHOWN = 8
ALL = len(Insurance.values)
_PENSIONS = (Insurance.PENSION, ResidentScheme.PENSION)
_FOR_GOOD = (PeriodEnd.RETIRED, PeriodEnd.DIED)
# What a citizen can do, where its page exists.
WISHES = (
    ("life_events", gettext_lazy("Say what happened"), "ti-heart-handshake"),
    ("citizen_matters", gettext_lazy("Ask for something"), "ti-inbox"),
    ("citizen_benefits", gettext_lazy("My benefits"), "ti-cash-banknote"),
    ("citizen_transfers", gettext_lazy("Move my insurance"), "ti-arrows-exchange"),
    ("citizen_statement", gettext_lazy("Download my statement"), "ti-file-certificate"),
    ("citizen_certificate", gettext_lazy("Get a certificate"), "ti-certificate"),
    ("citizen_estimate", gettext_lazy("Estimate my pension"), "ti-calculator"),
    ("citizen_export", gettext_lazy("What is held about me"), "ti-download"),
)


def _own(request: HttpRequest) -> Person:
    viewer = looking(request)
    return persons_seen_by(Viewer(user=viewer.user, person_id=viewer.person_id)).get()


@citizens
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Am I covered? Then month by month, then what I can do."""
    person, today = _own(request), timezone.localdate()
    periods = periods_of(person.pk)
    record = gather(person.pk, periods, Viewer(person_id=person.pk), today)
    retired_in, until = _retired_in(periods, record), record.covered_until(periods)
    ended, own = _ended(person, today), list(own_of(request, Door.CITIZEN).cases().filter(state__in=OPEN))
    return render(
        request,
        "portal/citizen_home.html",
        {
            "person": person,
            "record": record,
            "employer": record.present_employer(periods),
            "ended": ended,
            "out_of_work": _out_of_work(ended, record, own),
            "pension": record.pension,
            "present": Month.of(today),
            "drawn": [each for each in record.drawn if each.runs and each != record.pension],
            "to_complete": [
                (matter_of(case.matter).title, reverse("citizen_case", args=[case.number]))
                for case in own
                if case.state == State.CORRECTING
            ],
            "under_way": len(own),
            "retired_in": retired_in,
            "paid_until": (paid_until := record.paid_through(periods)),
            "left_to_pay": until if until is not None and paid_until is not None and paid_until < until else None,
            "heading": _heading(person, record, retired_in, until),
            "figures": _figures(record, balances_of(person.pk)),
            "shown_years": record.years[:YEARS_SHOWN],
            "earlier_years": record.years[YEARS_SHOWN:],
            "acts": _acts(is_resident=_is_resident(record)),
            "insured": _covering_first(record),
            "wages_waiting": [row for row in asked_of(person.pk, Month.of(today)) if row.is_waiting],
            "may_join": _may_join(periods, record),
        }
        | _retirement(person, record),
    )


def _heading(person: Person, record: Record, retired_in: Month | None, until: Month | None) -> str:
    """“Am I covered?”, answered: by how much, until when, and what is missing."""
    name, missing = call_name(person), record.missing
    if record.pension is not None:
        zh, en = _draws(record.pension, Month.of(record.today))
        return chosen(zh=f"{name}，您{zh}", en=f"{name}, you {en}")
    if retired_in is not None:
        month = month_words(retired_in)
        return chosen(
            zh=f"{name}，您已退休，参保至{month}", en=f"{name}, you are retired; you were insured up to {month}"
        )
    if not record.covered:
        return chosen(zh=f"{name}，您目前没有在保的保险", en=f"{name}, no insurance covers you at present")
    zh, en = _covers(record.covered)
    if until is not None:
        month = month_words(until)
        zh, en = f"{zh}，到{month}底为止", f"{en} until the end of {month}"
    if missing:
        zh, en = f"{zh}，但缺 {missing} 个月", f"{en}, but {missing} month{' is' if missing == 1 else 's are'} missing"
    return chosen(zh=f"{name}，{zh}", en=f"{name}, {en}")


def _draws(pension: Drawn, present: Month) -> tuple[str, str]:
    amount = money(pension.amount_fen)
    if pension.is_suspended:
        return f"每月 {amount} 元的养老金已暂停发放", f"have a pension of ¥{amount} a month; it is suspended"
    if pension.first > present:
        month = month_words(pension.first)
        return f"自{month}起每月领取养老金 {amount} 元", f"draw a pension of ¥{amount} a month from {month} on"
    return f"每月领取养老金 {amount} 元", f"draw a pension of ¥{amount} a month"


def _covers(covered: list[str]) -> tuple[str, str]:
    """The five by their number, residents' schemes by name."""
    five = sum(code in Insurance.values for code in covered)
    zh, en = [], []
    if five:
        zh.append("您的五项保险都在保" if five == ALL else f"五项保险中您有 {five} 项在保")
        en.append("all five insurances" if five == ALL else f"{five} of the five insurances")
    for code in covered:
        if code in ResidentScheme.values:
            zh.append(f"{NAMES[code].zh}在保")
            en.append(NAMES[code].en.lower())
    verb = "covers" if len(covered) == 1 else "cover"
    return "，".join(zh), f"{' and '.join(en)} {verb} you"


def _ended(person: Person, today: dt.date) -> Employment | None:
    """The employment that ended last, while its last month is the present one or the one before."""
    jobs = Employment.objects.filter(person__in=records_of(person.pk))
    last = jobs.filter(ends_before__isnull=False).select_related("employer").order_by("-ends_before").first()
    if last is None or last.ends_before is None:
        return None
    is_recent = Month.of(last.ends_before - dt.timedelta(days=1)) >= Month.of(today) - 1
    has_another = jobs.filter(starts_on__gte=last.ends_before).exists()
    return last if is_recent and not has_another else None


def _out_of_work(ended: Employment | None, record: Record, own: list[Case]) -> bool:
    """Work was lost against one's will, and the benefit is neither drawn nor asked for."""
    if ended is None or ended.end_reason not in INVOLUNTARY or record.pension is not None:
        return False
    drawn = {each.scheme for each in record.drawn if each.runs}
    return BENEFIT not in drawn | {case.matter for case in own}


def _may_join(periods: list[InsuredPeriod], record: Record) -> bool:
    is_over = record.pension is not None or any(period.ended_because in _FOR_GOOD for period in periods)
    return not record.covered and not is_over


def _retired_in(periods: list[InsuredPeriod], record: Record) -> Month | None:
    """The last insured month of somebody whose insurance ended because they retired."""
    ends = [each.before_month for each in periods if each.ended_because == PeriodEnd.RETIRED and each.before_month]
    return max(ends) - 1 if ends and not record.covered else None


def _covering_first(record: Record) -> list[InsuranceState]:
    """Always in one order; who is covered as a resident alone finds that first."""
    only_as_resident = bool(record.covered) and all(code in ResidentScheme.values for code in record.covered)
    return sorted(record.insured, key=lambda one: not one.is_covered) if only_as_resident else record.insured


def _is_resident(record: Record) -> bool:
    """Whether the residents' pension is what covers now, or the only one ever: it has rules of its own (R8 §6)."""
    if pensions := {one.insurance for one in record.insured if one.is_covered} & {*_PENSIONS}:
        return Insurance.PENSION not in pensions
    return {one.insurance for one in record.insured if one.months} & {*_PENSIONS} == {ResidentScheme.PENSION}


def _figures(record: Record, balances: dict[str, int]) -> list[Figure]:
    scheme = ResidentScheme.PENSION if _is_resident(record) else Insurance.PENSION
    label = gettext("Residents' pension paid") if _is_resident(record) else gettext("Pension paid")
    return [
        Figure(label, years_and_months(record.months_paid(scheme)), sub=_of_it(record, scheme)),
        *(Figure(ACCOUNT_NAMES[code], money(fen), before="¥") for code, fen in balances.items()),
    ]


def _of_it(record: Record, scheme: str) -> str:
    """What of the months paid comes from elsewhere, and what counts beside them as deemed paid."""
    elsewhere, deemed = record.months_elsewhere(scheme), record.months_deemed(scheme)
    told = []
    if elsewhere:
        told.append(gettext("%(time)s of it elsewhere") % {"time": years_and_months(elsewhere)})
    if deemed:
        told.append(gettext("%(time)s more deemed paid") % {"time": years_and_months(deemed)})
    return chosen(zh="，", en=", ").join(told)


def _retirement(person: Person, record: Record) -> dict[str, Any]:
    """When a pension is due and what it needs; nothing for who draws one, and where the law is not loaded."""
    if record.pension is not None:
        return {}
    try:
        if _is_resident(record):
            return {"resident_terms": resident_terms(person, record.today)}
        return _employees_retirement(person, record.today)
    except Refusal:
        return {}


def _employees_retirement(person: Person, today: dt.date) -> dict[str, Any]:
    """The statutory month and the months a monthly pension needs then. Raises NoLawInForce."""
    group = RetirementGroup(person.retirement_group)
    month = statutory_retirement(Month.of(person.birth_on), group, retirement_law(today)).value.month
    minimum = StoredLawBook().law(
        "pension.minimum_years_months", region=NATIONAL, category="employee", on=month.last_day
    )
    needed = minimum_contribution_months(month.year, minimum).value
    return {"retires_in": month, "needed": needed, "is_past": month < Month.of(today)}


def _acts(*, is_resident: bool) -> list[Press]:
    there = [(page(name), label, icon) for name, label, icon in WISHES]
    if is_resident:
        there.insert(0, (page("citizen_own"), gettext_lazy("Choose a tier or pay"), "ti-coins"))
    there.append((reverse("citizen_apply", args=[PHONE.code]), gettext_lazy("Change my phone"), "ti-phone"))
    return [Press(label, url, icon, is_first=not n) for n, (url, label, icon) in enumerate(there) if url]
