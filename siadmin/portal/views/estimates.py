"""What would I get? From the own record, or without sign-in from what one tells; by today's law, with every step."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.claims.rules.assessed import Assessed
from benefits.pension.rules.special_jobs import SpecialJob, SpecialWork
from benefits.pension.selectors.estimates import Outlook, outlook_of, outlook_told
from benefits.unemployment.offers import if_work_ended
from benefits.unemployment.rules.entitlement import Facts, Separation
from benefits.unemployment.schemes.reckoning import BENEFIT, reckoned
from enrollment.participation.rules.retirement import RetirementGroup
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, everyone, looking, reads
from siadmin.agency.models import Region
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Explained
from siadmin.policy.plain import in_plain_words
from siadmin.portal.drawn import drawn_of, pension_among
from siadmin.portal.estimate_form import EstimateForm

NOT_ESTIMATED = Reason(
    "estimate_value_missing",
    "{place_zh}的“{name_zh}”还没有公布，或者尚未核实，这一项现在不能估算；我们不按其他地区推算。",
    "{place_en} has not published “{name_en}” yet, or we have not verified it, so this cannot be estimated now; we do "
    "not guess it from another place.",
    "不影响您的权益：公布后即可估算，申领时按公布的数值核定。可以换一个地区估算，或者拨打 12333 咨询。",
    "Your rights do not depend on it: it can be estimated once published, and a claim is decided by what is published. "
    "Try another place, or call 12333.",
)


@citizens
@reads
def citizen_estimate(request: HttpRequest) -> HttpResponse:
    """My pension at each age, paying on or not; what missing months cost me; what I would draw without work.

    Who draws a pension reads that, and no estimate.
    """
    viewer, present = looking(request), Month.of(timezone.localdate())
    person = get_object_or_404(Person, pk=viewer.person_id)
    drawn = drawn_of(person.pk, viewer, present)
    shown: dict[str, Any] = {"is_own": True, "pension": pension_among(drawn)}
    if shown["pension"] is not None:
        return render(request, "estimates/estimate.html", shown)
    shown["work_drawn"] = next((each for each in drawn if each.scheme == BENEFIT and each.runs), None)
    try:
        outlook = outlook_of(person, timezone.localdate())
        if outlook is not None:
            shown |= _of(outlook, request.GET) | {"place": Region.objects.get(pk=outlook.standing.region)}
    except Refusal as refusal:
        shown["refusal"] = in_plain_words(refusal, NOT_ESTIMATED)
    shown |= _without_work(person)
    return render(request, "estimates/estimate.html", shown)


@everyone
@reads
def public_estimate(request: HttpRequest) -> HttpResponse:
    """The same from what is told; nothing is kept."""
    asked = "born" in request.GET
    form = EstimateForm(request.GET if asked else None)
    shown: dict[str, Any] = {"is_own": False, "form": form}
    status = 200
    if asked and form.is_valid():
        told = form.cleaned_data
        try:
            outlook = outlook_told(
                place=told["place"],
                born=Month.parse(told["born"]),
                group=RetirementGroup(told["group"]),
                kind=told["kind"],
                paid=told["paid"],
                deemed=told["deemed"] or 0,
                index=told["index"],
                balance_fen=fen(told["balance"], HALF_UP),
                base_fen=fen(told["base"], HALF_UP),
                today=timezone.localdate(),
                special=_special(told),
            )
            shown |= _of(outlook, request.GET)
        except Refusal as refusal:
            shown["refusal"] = in_plain_words(refusal, NOT_ESTIMATED)
        if told["unemployment_paid"] is not None:
            shown |= _told_without_work(told)
    elif asked:
        status = 422
    return render(request, "estimates/estimate.html", shown, status=status)


def _special(told: Mapping[str, Any]) -> SpecialWork | None:
    job = told["special_job"]
    return SpecialWork(SpecialJob(job), told["special_months"]) if job else None


def _of(outlook: Outlook, asked: QueryDict) -> dict[str, Any]:
    """Every age, the chart, and the steps of the one asked for."""
    given = asked.copy()
    given.pop("month", None)
    return {
        "outlook": outlook,
        "at": outlook.at(asked.get("month", "")),
        "query": given.urlencode(),
        "chart": _chart(outlook) if any(age.going_on.value.award for age in outlook.ages) else None,
    }


def _chart(outlook: Outlook) -> dict[str, Any]:
    drawn = [(gettext("paying on until then"), [age.going_on.value.total_fen or None for age in outlook.ages])]
    if outlook.paying.base_fen:
        drawn.append((gettext("paying no more"), [age.stopping.value.total_fen or None for age in outlook.ages]))
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": False,
        "labels": [str(age.month) for age in outlook.ages],
        "series": [{"name": name, "values": values} for name, values in drawn],
    }


def _without_work(person: Person) -> dict[str, Any]:
    return _shown_without_work(lambda: if_work_ended(person, timezone.localdate()))


def _told_without_work(told: Mapping[str, Any]) -> dict[str, Any]:
    facts = Facts(
        paid_months=told["unemployment_paid"], unused_months=0, separation=Separation.OTHER, registered=True,
        seeking=True, decided_involuntary=True,
    )  # fmt: skip
    born, group = Month.parse(told["born"]), RetirementGroup(told["group"])
    place = Region.objects.get(pk=told["place"])
    return _shown_without_work(lambda: (place, reckoned(facts, born, group, region=place.pk, on=timezone.localdate())))


def _shown_without_work(reckon: Callable[[], tuple[Region, Explained[Assessed]] | None]) -> dict[str, Any]:
    try:
        ended = reckon()
    except Refusal as refusal:
        return {"work_refusal": in_plain_words(refusal, NOT_ESTIMATED)}
    if ended is None:
        return {}
    place, found = ended
    return {"without_work": found.value, "work_trace": found.trace, "work_place": place}
