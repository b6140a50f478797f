"""The agency's side: who pays for themself and who stopped paying, and what government is asked for."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.models import Bill
from contributions.selfpay.actions import claim_subsidies, receive_subsidies
from contributions.selfpay.forms import ClaimFilter, ReceivedForm
from contributions.selfpay.law import people_owed
from contributions.selfpay.models import SubsidyClaim, SubsidyKind
from contributions.selfpay.selectors import claims_seen_by, doubled_in, payers_seen_by
from contributions.selfpay.words import CATEGORIES, RHYTHMS, SUBSIDIES
from enrollment.participation.models import OwnKind, OwnTerms
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, open_page, reads, staff, writes
from siadmin.agency.insurances import LINE_OF_FUND, NAMES
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.agency.selectors.runs import progress_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

LOOKERS = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
CLAIMANTS = (Post.CLERK, Post.REVIEWER)
MONEY = (Post.ACCOUNTANT,)
A_PAGE = 50
_KINDS: dict[str, Words] = {OwnKind.FLEXIBLE: Words("灵活就业", "Flexible employment"), **NAMES}


@staff(*LOOKERS)
@reads
def own_payers(request: HttpRequest) -> HttpResponse:
    """Everybody who pays for themself in the viewer's regions, and how their present month stands."""
    viewer, month = acting(request), Month.of(timezone.localdate())
    terms = payers_seen_by(viewer).filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
    counts = dict(terms.values_list("kind").annotate(count=Count("person_id", distinct=True)))
    kind = request.GET.get("kind", "")
    shown_terms = terms.filter(kind=kind) if kind in OwnKind.values else terms
    page = Paginator(shown_terms.order_by("person__pinyin", "pk"), A_PAGE).get_page(request.GET.get("page"))
    states = _states(list(page), viewer)
    rows = [(each, states.get(each.pk, ""), open_page(viewer, "person", each.person.number)) for each in page]
    shown = {
        "rows": rows,
        "page": page,
        "kind": kind,
        "figures": [
            {
                "label": _KINDS[code],
                "figure": counts.get(code, 0),
                "url": f"?kind={code}",
                "is_current": code == kind,
            }
            for code in OwnKind.values
        ],
        "total": sum(counts.values()),
        "kinds": _KINDS,
        "rhythms": RHYTHMS,
        "categories": CATEGORIES,
    }
    return render(request, "selfpay/own_payers.html", shown)


def _states(terms: list[OwnTerms], viewer: Viewer) -> dict[int, str]:
    """By id of terms, paid, open or lapsed: how the newest month under them stands in the viewer's funds."""
    by_place: dict[tuple[int | None, str], list[Bill]] = {}
    bills = Bill.objects.filter(viewer.fund_filter(region="region", fund="fund"))
    for bill in bills.filter(person__in={each.person_id for each in terms}).order_by("-month"):
        kind = bill.fund if bill.fund in OwnKind.values else OwnKind.FLEXIBLE.value
        by_place.setdefault((bill.person_id, kind), []).append(bill)
    found = {}
    for each in terms:
        under = [bill for bill in by_place.get((each.person_id, each.kind), []) if _holds(each, bill.month)]
        if under:
            found[each.pk] = _state([bill for bill in under if bill.month == under[0].month])
    return found


def _holds(terms: OwnTerms, month: Month) -> bool:
    return terms.from_month <= month and (terms.before_month is None or month < terms.before_month)


def _state(of_month: list[Bill]) -> str:
    if any(bill.lapsed_on for bill in of_month):
        return "lapsed"
    return "paid" if all(bill.settled_on for bill in of_month) else "open"


def _regions(viewer: Viewer, kind: str) -> list[Region]:
    line = LINE_OF_FUND.get(kind, "hrss")
    return [
        region
        for region in pooling_regions()
        if any(region.path.startswith(reach.path) and reach.line == line for reach in viewer.reaches)
    ]


@staff(*LOOKERS, *MONEY)
@reads
def subsidies(request: HttpRequest) -> HttpResponse:
    """What government owes and was not asked for, what it was asked for, and what came."""
    viewer = acting(request)
    month = Month.of(timezone.localdate())
    waiting = []
    for kind in SubsidyKind.values:
        for region in _regions(viewer, kind):
            try:
                people, refusal = people_owed(kind, region, month), None
            except Refusal as why:
                people, refusal = 0, why
            if people or refusal:
                waiting.append((kind, region, people, refusal))
    claims = claims_seen_by(viewer)
    asked = claims.filter(listed_at__isnull=False, received_on__isnull=True)
    form = ClaimFilter(request.GET)
    found = _filtered(claims, form).order_by(F("received_on").desc(nulls_first=True), "-claimed_at", "-pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "waiting": waiting,
        "page": page,
        "form": form,
        "is_filtered": form.is_valid() and any(form.cleaned_data.values()),
        **asked.aggregate(open_fen=Sum("total_fen", default=0), open_count=Count("pk")),
        "is_moving": any(
            claim.listed_in is not None and claim.listed_in.state in (RunState.PLANNED, RunState.RUNNING)
            for claim in page
        ),
        "names": SUBSIDIES,
        "may_claim": bool(viewer.posts & set(CLAIMANTS)),
    }
    return render(request, "selfpay/subsidies.html", shown)


def _filtered(claims: QuerySet[SubsidyClaim], form: ClaimFilter) -> QuerySet[SubsidyClaim]:
    form.is_valid()
    wanted = form.cleaned_data
    if kind := wanted.get("kind"):
        claims = claims.filter(kind=kind)
    if state := wanted.get("state"):
        claims = claims.filter(received_on__isnull=state == "claimed")
    if year := wanted.get("year"):
        claims = claims.filter(claimed_at__year=year)
    return claims


@staff(*CLAIMANTS)
@writes
def subsidies_claim(request: HttpRequest) -> HttpResponse:
    """Claim everything of a kind and region that was paid and not claimed yet."""
    viewer, kind = acting(request), request.POST.get("kind", "")
    region = next((each for each in _regions(viewer, kind) if each.pk == request.POST.get("region")), None)
    if kind not in SubsidyKind.values or region is None:
        return redirect("subsidies")
    now = timezone.now()
    assert viewer.user is not None
    try:
        claim = claim_subsidies(
            kind=kind, region=region, until=Month.of(timezone.localdate(now)), by=viewer.user, at=now
        )
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
        return redirect("subsidies")
    return redirect("subsidy_claim", claim.number)


def _claim(viewer: Viewer, number: str) -> SubsidyClaim:
    return get_object_or_404(claims_seen_by(viewer), number=number)


@staff(*LOOKERS, *MONEY)
@reads
def subsidy_claim(request: HttpRequest, number: str) -> HttpResponse:
    """One list: whom it is for, and where it stands."""
    viewer = acting(request)
    return _claim_page(request, viewer, _claim(viewer, number))


def _claim_page(
    request: HttpRequest, viewer: Viewer, claim: SubsidyClaim, form: ReceivedForm | None = None, **more: Any
) -> HttpResponse:
    items = claim.items.select_related("person").order_by("person__pinyin", "person_id", "month")
    page = Paginator(items, A_PAGE).get_page(request.GET.get("page"))
    may_receive = bool(viewer.posts & set(MONEY)) and claim.listed_at is not None and claim.received_on is None
    run = claim.credited_in or claim.listed_in
    is_at_work = run is not None and run.state != RunState.DONE
    progress = progress_of(run, timezone.now()) if run is not None and is_at_work else None
    doubled = doubled_in(claim) if claim.listed_at is not None else []
    shown = {
        "claim": claim,
        "doubled": {each.item for each in doubled},
        "doubled_fen": sum(each.amount_fen for each in doubled),
        "to_come_fen": claim.total_fen - sum(each.amount_fen for each in doubled),
        "page": page,
        **items.aggregate(paid_fen=Sum("paid_fen", default=0), listed_fen=Sum("amount_fen", default=0)),
        "names": SUBSIDIES,
        "form": (form or ReceivedForm(initial={"received_on": timezone.localdate()})) if may_receive else None,
        "run": run if is_at_work else None,
        "run_url": open_page(viewer, "run", run.pk) if run and is_at_work else "",
        "progress": progress,
        "is_moving": is_at_work and run is not None and run.state in (RunState.PLANNED, RunState.RUNNING),
        "goes_to_the_fund": claim.kind != SubsidyKind.HARD_TO_PLACE,
    } | more
    return render(request, "selfpay/subsidy_claim.html", shown, status=more.get("status", 200))


@staff(*MONEY)
@writes
def subsidy_receive(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the money came: whole, on a day, under government's number; by somebody else than who claimed."""
    viewer = acting(request)
    claim = _claim(viewer, number)
    form = ReceivedForm(request.POST)
    if not form.is_valid():
        return _claim_page(request, viewer, claim, form, status=422)
    assert viewer.user is not None
    try:
        receive_subsidies(
            claim=claim, amount_fen=form.cleaned_data["amount"], received_on=form.cleaned_data["received_on"],
            voucher=form.cleaned_data["voucher"], by=viewer.user, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _claim_page(request, viewer, claim, form, refusal=refusal, status=409)
    messages.success(request, gettext("Recorded."))
    return redirect("subsidy_claim", number)
