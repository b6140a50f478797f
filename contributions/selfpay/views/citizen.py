"""I pay for myself: what I owe, what I chose, what it brings; join, change, stop, choose a tier."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import balances_of
from contributions.checkout.selectors import coming_in, orders_of, payable
from contributions.platforms.selectors import orders_of as insured_orders_of
from contributions.selfpay.actions import choose_resident_tier
from contributions.selfpay.forms import JoinForm, TermsForm, TierForm
from contributions.selfpay.law import subsidy_steps
from contributions.selfpay.rules import tier_subsidy
from contributions.selfpay.selectors import (
    Offer,
    ResidentOffer,
    Standing,
    home_pool,
    offer,
    own_months,
    resident_offer,
    standing_of,
    subsidies_of,
)
from contributions.selfpay.words import CATEGORIES, RHYTHMS, SUBSIDIES
from enrollment.participation.actions.by_oneself import change_terms, give_up_tier, join_by_oneself, stop_paying
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, looking, reads, user_of, writes
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

ORDERS_SHOWN = 5
# Whoever is insured in one of these does not join the residents' scheme beside it.
_RIVAL = {ResidentScheme.PENSION: Insurance.PENSION, ResidentScheme.MEDICAL: Insurance.MEDICAL}


def _person(request: HttpRequest) -> Person:
    person_id = looking(request).person_id
    return get_object_or_404(Person.objects.select_related("residence", "household"), pk=person_id)


@citizens
@reads
def citizen_own(request: HttpRequest) -> HttpResponse:
    """What there is to pay, then what was chosen, month by month, and what else one may join."""
    person, today = _person(request), timezone.localdate()
    standing, due = standing_of(person.pk, today), payable(person.pk, on=today)
    region = home_pool(person)
    there, months = _offer(person, standing), own_months(person.pk, today)
    shown: dict[str, Any] = {
        "person": person,
        "standing": standing,
        "region": region,
        "due": due,
        "due_fen": sum(each.total_fen for each in due),
        "coming_fen": coming_in(person.pk),
        "may_pay_here": bool(settings.PAYMENT_CHANNEL),
        "open_order": next((each for each in orders_of(person.pk) if each.state == "open"), None),
        "orders": [each for each in orders_of(person.pk)[: ORDERS_SHOWN + 1] if each.state != "open"][:ORDERS_SHOWN],
        "months": months,
        "year_paid": next((each.month.year for each in months if each.scheme and each.state == "paid"), None),
        "subsidies": list(subsidies_of(person.pk)),
        "insured_orders": insured_orders_of(person.pk)[:1],
        "subsidy_names": SUBSIDIES,
        "rhythms": RHYTHMS,
        "categories": CATEGORIES,
        "year": today.year,
        "schemes": _schemes(region, standing, today.year),
        "balance_fen": balances_of(person.pk).get(AccountKind.PENSION_RESIDENT, 0),
    }
    if there is not None and standing.terms is not None:
        amounts = there.amounts(standing.terms.base_fen, standing.insurances)
        shown["amounts"] = amounts
        shown["month_fen"] = sum(amounts.values())
        shown["counted_fen"] = min(max(standing.terms.base_fen, there.floor_fen), there.ceiling_fen)
        shown["account_fen"] = there.account_fen(standing.terms.base_fen, standing.insurances)
    return render(request, "selfpay/citizen_own.html", shown)


def _offer(person: Person, standing: Standing) -> Offer | None:
    """What the place of the terms, or of the person, offers this month; nothing where the law is not loaded."""
    region = standing.terms.region if standing.terms else home_pool(person)
    if region is None:
        return None
    today = timezone.localdate()
    try:
        return offer(region, Month.of(today), today)
    except Refusal:
        return None


def _schemes(region: Any, standing: Standing, year: int) -> list[dict[str, Any]]:
    """The residents' schemes: which years were chosen, and whether this one or the next can be."""
    found = []
    for scheme in ResidentScheme:
        chosen = [each for each in standing.residents if each.kind == scheme]
        taken = {each.from_month.year for each in chosen}
        open_years = [each for each in (year, year + 1) if each not in taken and _is_published(region, scheme, each)]
        is_covered = standing.is_employee or _RIVAL[scheme] in standing.insurances
        found.append(
            {
                "scheme": scheme,
                "chosen": chosen,
                "open_years": [] if is_covered else open_years,
                "is_covered": is_covered,
            }
        )
    return found


def _is_published(region: Any, scheme: str, year: int) -> bool:
    if region is None:
        return False
    try:
        resident_offer(region, scheme, year)
    except Refusal:
        return False
    return True


@citizens
@reads
def citizen_own_join(request: HttpRequest) -> HttpResponse:
    """What may be joined here, and what it costs on which base."""
    person = _person(request)
    there = _offer(person, Standing(None, None))
    form = JoinForm(offer=there, initial={"base": there.floor_fen // 100}) if there else None
    return _join_page(request, person, there, form)


def _join_page(
    request: HttpRequest, person: Person, there: Offer | None, form: JoinForm | None, **more: Any
) -> HttpResponse:
    examples = _examples(there, there.insurances[:2]) if there else []
    shown = {"person": person, "offer": there, "form": form, "examples": examples} | more
    return render(request, "selfpay/citizen_own_join.html", shown, status=more.get("status", 200))


def _examples(there: Offer, insurances: list[str]) -> list[dict[str, int]]:
    """The lowest base, half-way, and the highest, each with what it costs a month."""
    middle = (there.floor_fen + (there.ceiling_fen - there.floor_fen) // 3) // 100_00 * 100_00
    return [
        {
            "base": base,
            "total": sum(there.amounts(base, insurances).values()),
            "account": there.account_fen(base, insurances),
        }
        for base in (there.floor_fen, middle, there.ceiling_fen)
    ]


@citizens
@writes
def citizen_own_join_send(request: HttpRequest) -> HttpResponse:
    """Join; the present month can be paid at once."""
    person = _person(request)
    there = _offer(person, Standing(None, None))
    if there is None:
        return redirect("citizen_own_join")
    form = JoinForm(request.POST, offer=there)
    if not form.is_valid():
        return _join_page(request, person, there, form, status=422)
    try:
        join_by_oneself(
            person=person,
            region=there.region,
            insurances=form.cleaned_data["insurances"],
            base_fen=form.cleaned_data["base"],
            rhythm=form.cleaned_data["rhythm"],
            from_month=Month.parse(form.cleaned_data["month"]),
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _join_page(request, person, there, form, refusal=refusal, status=409)
    messages.success(request, gettext("You have joined. Pay the first month now or by its day."))
    return redirect("citizen_own")


@citizens
@reads
def citizen_own_change(request: HttpRequest) -> HttpResponse:
    """Another base or rhythm, or stopping; what is paid stays."""
    person = _person(request)
    standing = standing_of(person.pk, timezone.localdate())
    there, terms = _offer(person, standing), standing.terms or standing.later
    if there is None or terms is None or standing.ends is not None:
        return redirect("citizen_own")
    base = min(max(terms.base_fen, there.floor_fen), there.ceiling_fen)
    form = TermsForm(offer=there, initial={"base": base // 100, "rhythm": terms.rhythm})
    return _change_page(request, standing, there, form)


def _change_page(request: HttpRequest, standing: Standing, there: Offer, form: TermsForm, **more: Any) -> HttpResponse:
    shown = {
        "stops": _first_to_change(_person(request), timezone.localdate()),
        "standing": standing,
        "terms": standing.terms or standing.later,
        "offer": there,
        "form": form,
        "examples": _examples(there, standing.insurances or there.insurances[:2]),
        "rhythms": RHYTHMS,
    } | more
    return render(request, "selfpay/citizen_own_change.html", shown, status=more.get("status", 200))


@citizens
@writes
def citizen_own_change_send(request: HttpRequest) -> HttpResponse:
    """Change the terms from the present month on, or from the next where this one is paid."""
    person, today = _person(request), timezone.localdate()
    standing = standing_of(person.pk, today)
    there = _offer(person, standing)
    if there is None or (standing.terms or standing.later) is None:
        return redirect("citizen_own")
    form = TermsForm(request.POST, offer=there)
    if not form.is_valid():
        return _change_page(request, standing, there, form, status=422)
    try:
        terms = change_terms(
            person=person,
            base_fen=form.cleaned_data["base"],
            rhythm=form.cleaned_data["rhythm"],
            from_month=_first_to_change(person, today),
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _change_page(request, standing, there, form, refusal=refusal, status=409)
    messages.success(request, gettext("Changed from %(month)s on.") % {"month": terms.from_month})
    return redirect("citizen_own")


def _first_to_change(person: Person, today: Any) -> Month:
    paid = {each.month for each in own_months(person.pk, today) if each.paid_on is not None and not each.scheme}
    month = Month.of(today)
    while month in paid:
        month = month + 1
    return month


@citizens
@writes
def citizen_own_stop(request: HttpRequest) -> HttpResponse:
    """Stop from the first month that is not paid, once it was said that this is meant."""
    person = _person(request)
    if not request.POST.get("sure"):
        messages.error(request, gettext("Nothing was stopped: tick that you want to stop, then press again."))
        return redirect("citizen_own_change")
    try:
        month = _first_to_change(person, timezone.localdate())
        stop_paying(person=person, before=month, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, gettext("Stopped. From %(month)s on you are not insured by this.") % {"month": month})
    return redirect("citizen_own")


def _tier_offer(request: HttpRequest, scheme: str, year: int) -> tuple[Person, ResidentOffer | None]:
    person = _person(request)
    region = home_pool(person)
    if region is None or scheme not in ResidentScheme.values:
        return person, None
    try:
        return person, resident_offer(region, scheme, year)
    except Refusal:
        return person, None


@citizens
@reads
def citizen_tier(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """The tiers of a year, each with what government adds."""
    person, there = _tier_offer(request, scheme, year)
    if there is None:
        return redirect("citizen_own")
    return _tier_page(request, person, there, TierForm(offer=there))


def _tier_page(request: HttpRequest, person: Person, there: ResidentOffer, form: TierForm, **more: Any) -> HttpResponse:
    steps = subsidy_steps(there.book) if there.scheme == ResidentScheme.PENSION else {}
    tiers = [
        (amount, tier_subsidy(amount, steps).value if steps else None, str(amount) == str(form["tier"].value()))
        for amount in there.tiers
    ]
    shown = {"person": person, "offer": there, "form": form, "tiers": tiers} | more
    if there.scheme == ResidentScheme.MEDICAL:
        shown["per_head"] = there.book.law("medical.resident_subsidy_year", "resident")
    return render(request, "selfpay/citizen_tier.html", shown, status=more.get("status", 200))


@citizens
@writes
def citizen_tier_send(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """Choose it. Whoever government pays for applies at the counter, where the decision is looked at."""
    person, there = _tier_offer(request, scheme, year)
    if there is None:
        return redirect("citizen_own")
    form = TierForm(request.POST, offer=there)
    if not form.is_valid():
        return _tier_page(request, person, there, form, status=422)
    try:
        choose_resident_tier(
            person=person, region=there.region, scheme=scheme, year=year, tier_fen=form.cleaned_data["tier"],
            category="resident", by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _tier_page(request, person, there, form, refusal=refusal, status=409)
    messages.success(request, gettext("Chosen. It counts once it is paid."))
    return redirect("citizen_own")


@citizens
@writes
def citizen_tier_give_up(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """A year that is not paid yet can be chosen anew."""
    if scheme in ResidentScheme.values:
        try:
            give_up_tier(person=_person(request), scheme=scheme, year=year, by=user_of(request), at=timezone.now())
        except Refusal as refusal:
            messages.error(request, f"{refusal.message} {refusal.remedy}")
    return redirect("citizen_own")
