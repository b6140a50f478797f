"""Staff of both places: the queue of transfers, one transfer with what would move, and its next step."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.transfers import actions
from contributions.transfers.forms import ReturnForm
from contributions.transfers.law import oldest_to_move, years_for_benefits
from contributions.transfers.models import OverlapReturn, TemporaryAccount, Transfer
from contributions.transfers.rail import letters_of, rail_of
from contributions.transfers.rules.amounts import Year
from contributions.transfers.rules.change_of_scheme import paid_twice
from contributions.transfers.rules.course import BEFORE_MONEY, MUST_SAY_WHY, Act, State, side_due
from contributions.transfers.rules.places import PlaceOfBenefits, place_of_benefits
from contributions.transfers.selectors import relation_at, transfers_seen_by, why_not
from contributions.transfers.selectors.changes_of_scheme import overlaps_of, way_now
from contributions.transfers.selectors.permits import (
    LOOKERS,
    may_do_now,
    offered,
    region_of_side,
    temporaries_seen_by,
    why_not_return,
)
from contributions.transfers.selectors.places import place_of, pool_over
from contributions.transfers.selectors.standing import continuity_of, stays_of
from contributions.transfers.selectors.temporary import held_by_each, relations_stand
from contributions.transfers.words import ICONS, INSURANCES, PRESSES, SIDES, STATE_KINDS, STATES, moving_words
from enrollment.registry.selectors import persons_seen_by
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.figures import years_and_months
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained
from siadmin.letters.selectors import reissue_pdf, title_of
from siadmin.letters.views.answers import pdf_answer
from siadmin.matters.selectors.cases import cases_seen_by
from siadmin.matters.selectors.rail import person
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import StoredLawBook

A_PAGE = 30
SHOWN = ("to_do", "leaving", "arriving", "ended", "temporary")
_ACTIONS: Mapping[str, Callable[..., Transfer]] = {
    Act.PREPARE: actions.prepare,
    Act.PREPARE_REFUSAL: actions.prepare_refusal,
    Act.SEND_BACK: actions.send_back,
    Act.ANSWER: actions.answer,
    Act.REFUSE: actions.refuse,
    Act.PAY_OUT: actions.pay_out,
    Act.RECEIVE: actions.receive,
    Act.WITHDRAW: actions.withdraw,
}


@staff(*LOOKERS)
@reads
def transfers(request: HttpRequest) -> HttpResponse:
    """What is the viewer's to do, what leaves their places, what is on its way to them, what has ended."""
    viewer = acting(request)
    seen = transfers_seen_by(viewer)
    parts = {
        "to_do": seen.filter(may_do_now(viewer)),
        "leaving": seen.filter(state__in=BEFORE_MONEY),
        "arriving": seen.filter(state=State.IN_TRANSIT),
        "ended": seen.filter(ended_at__isnull=False),
    }
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "to_do"
    accounts = temporaries_seen_by(viewer)
    if show == "temporary":
        parts_of = Paginator(accounts.order_by("since", "pk"), A_PAGE).get_page(request.GET.get("page"))
        return render(request, "transfers/temporaries.html", _temporaries(list(parts_of)) | {"page": parts_of})
    order = ("-ended_at", "-pk") if show == "ended" else ("due_on", "pk")
    page = Paginator(parts[show].order_by(*order), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "show": show,
        "page": page,
        "rows": [(each, region_of_side(each, side_due(each.state))) for each in page],
        "counts": {name: part.count() for name, part in parts.items()} | {"temporary": accounts.count()},
        "late": parts["to_do"].filter(due_on__lt=timezone.localdate()).count(),
    }
    return render(request, "transfers/transfers.html", shown | _WORDS)


def _temporaries(shown: list[TemporaryAccount]) -> dict[str, Any]:
    """Of each account where its relation stands and what it holds; from which ages on the law of today keeps one."""
    today, book = timezone.localdate(), StoredLawBook()
    held, stands = held_by_each(shown, today), relations_stand(shown)
    try:
        laws = [oldest_to_move(book, sex, today) for sex in ("male", "female")]
    except NoLawInForce:
        laws = []
    return {
        "rows": [(each, stands[each.pk], held[each.pk]) for each in shown],
        "ages": [years_and_months(int(law.value)) for law in laws],
        "law": laws[0] if laws else None,
    }


_WORDS = {"states": STATES, "state_kinds": STATE_KINDS, "insurances": INSURANCES}


@staff(*LOOKERS)
@reads
def transfer(request: HttpRequest, number: str) -> HttpResponse:
    """One transfer: its steps, what moves year by year, why so much, and what the viewer may do."""
    return _page(request, _transfer(request, number))


@staff(Post.CLERK, Post.REVIEWER, Post.ACCOUNTANT)
@writes
def transfer_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Take the next step, on the version that was seen."""
    found = _transfer(request, number)
    if act not in _ACTIONS:
        raise Http404
    form = DecisionForm(request.POST, must_say_why=act in MUST_SAY_WHY, auto_id=f"{act}-%s")
    if not form.is_valid():
        return _page(request, found, status=422, filled={act: form})
    given: dict[str, Any] = {"transfer_id": found.pk, "seen_version": form.cleaned_data["seen_version"]}
    if act in MUST_SAY_WHY:
        given["reason"] = form.cleaned_data["reason"]
    try:
        _ACTIONS[act](**given, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, _transfer(request, number), status=409, filled={act: form}, refusal=refusal)
    messages.success(request, gettext("Done: %(step)s.") % {"step": PRESSES[act]})
    return redirect("transfer", number)


@staff(Post.ACCOUNTANT)
@writes
def transfer_overlap(request: HttpRequest, number: str) -> HttpResponse:
    """What was paid in both schemes went back to the person, by the bank's slip."""
    found, form = _transfer(request, number), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, returning=form)
    try:
        actions.return_overlap(transfer_id=found.pk, **form.cleaned_data, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, _transfer(request, number), status=409, returning=form, refusal=refusal)
    messages.success(request, gettext("It is booked: what was paid twice went back."))
    return redirect("transfer", number)


@staff(*LOOKERS)
@reads
def transfer_letter(request: HttpRequest, number: str, letter: str) -> HttpResponse:
    """A letter of the transfer, whichever of the two places issued it."""
    issued = next((each for each in letters_of(_transfer(request, number)) if each.number == letter), None)
    if issued is None:
        raise Http404
    return pdf_answer(issued, reissue_pdf(issued))


def _transfer(request: HttpRequest, number: str) -> Transfer:
    seen = transfers_seen_by(acting(request)).select_related(
        "contact_letter__issued_by", "information_form", "refusal_letter", "prepared_by", "answered_by", "paid_by",
        "received_by", "person__household", "person", "from_region", "to_region", "case",
    )  # fmt: skip
    return get_object_or_404(seen, number=number)


def _page(
    request: HttpRequest,
    found: Transfer,
    *,
    status: int = 200,
    filled: Mapping[str, DecisionForm] | None = None,
    refusal: Refusal | None = None,
    returning: ReturnForm | None = None,
) -> HttpResponse:
    viewer, today = acting(request), timezone.localdate()
    twice = _overlap(found, user_of(request), today, returning)
    shown = {
        "transfer": found,
        "rail": rail_of(found, by_name=True),
        "side": SIDES[side_due(found.state)],
        "side_place": region_of_side(found, side_due(found.state)),
        "person_url": open_page(viewer, "person", found.person.number) if _sees_person(viewer, found) else "",
        "case_url": open_page(viewer, "case", found.case.number) if _sees_case(viewer, found) else "",
        "letters": [(letter, title_of(letter)) for letter in letters_of(found)],
        "signed": _signed(found),
        "offers": [_offer(found, act, request, today, filled or {}) for act in offered(found)],
        "refusal": refusal,
        "name": moving_words(found.insurance, found.to_insurance),
    }
    return render(request, "transfers/transfer.html", shown | twice | _amounts(found, today) | _WORDS, status=status)


def _sees_person(viewer: Viewer, found: Transfer) -> bool:
    return persons_seen_by(viewer).filter(pk=found.person_id).exists()


def _sees_case(viewer: Viewer, found: Transfer) -> bool:
    """The application lies at the new place; the old one reads the contact letter."""
    return cases_seen_by(viewer).filter(pk=found.case_id).exists()


def _offer(
    found: Transfer, act: str, request: HttpRequest, today: dt.date, filled: Mapping[str, DecisionForm]
) -> dict[str, Any]:
    """One act as a button: what it is called, what keeps the viewer from it, what it asks."""
    blank = DecisionForm(initial={"seen_version": found.version}, must_say_why=act in MUST_SAY_WHY, auto_id=f"{act}-%s")
    return {
        "act": act,
        "label": PRESSES[act],
        "icon": ICONS[act],
        "why_not": why_not(found, act, user_of(request), today),
        "must_say_why": act in MUST_SAY_WHY,
        "form": filled.get(act, blank),
    }


def _signed(found: Transfer) -> list[tuple[Any, str, dt.datetime]]:
    """Who took which step, and when."""
    steps = (
        (gettext("Prepared by"), found.prepared_by, found.prepared_at),
        (gettext("Answered by"), found.answered_by, found.answered_at),
        (gettext("Paid out by"), found.paid_by, found.paid_at),
        (gettext("Received by"), found.received_by, found.received_at),
    )
    return [(label, person(user), at) for label, user, at in steps if at is not None]


def _overlap(found: Transfer, user: User, today: dt.date, returning: ReturnForm | None) -> dict[str, Any]:
    """What was paid in both schemes, year by year, whether it went back, and the form for who may say so."""
    if not found.overlap_fen:
        return {}
    returned = OverlapReturn.objects.filter(transfer=found).select_related("returned_by").first()
    refusal = why_not_return(found, user, today) if returned is None else None
    blank = ReturnForm(initial={"returned_on": today})
    return {
        "overlaps": list(found.overlaps.order_by("year")),
        "returned": returned,
        "return_form": (returning or blank) if returned is None and refusal is None else None,
        "return_refusal": refusal,
    }


def _amounts(found: Transfer, today: dt.date) -> dict[str, Any]:
    """What moves: as it was answered, else as the record stands now; with the calculation of the pooled part."""
    shown: dict[str, Any] = {
        "is_pension": found.insurance == found.to_insurance == Insurance.PENSION,
        "moves_money": found.insurance != Insurance.UNEMPLOYMENT,
    }
    try:
        if found.state in BEFORE_MONEY:
            relation = relation_at(found.person, found.insurance, found.from_region, today, found.to_insurance)
            shown["relation"] = relation
            shown["years"] = relation.years
            shown["trace"] = relation.pooled.trace if relation.pooled else None
            if found.is_change_of_scheme:
                shown["trace"] = way_now(found.person, today).trace
                shown["twice"] = paid_twice(overlaps_of(found.person))
        elif found.is_answered:
            rows = found.years.order_by("year")
            shown["years"] = [Year(each.year, each.months, each.wages_fen, each.employer_fen) for each in rows]
        shown["has_corrections"] = any(min(each.months, each.wages_fen) < 0 for each in shown.get("years", ()))
        if shown["is_pension"]:
            shown["benefits"] = _benefits(found, today)
        elif found.insurance == Insurance.MEDICAL:
            shown["continuity"] = continuity_of(found, today)
    except Refusal as refusal:
        shown["unknown"] = refusal
    return shown


def _benefits(found: Transfer, today: dt.date) -> Explained[PlaceOfBenefits] | None:
    """Where the pension would be drawn, with the relation at the new place; nothing where no household is on record."""
    household = found.person.household
    if household is None:
        return None
    return place_of_benefits(
        relation_at=place_of(found.to_region),
        household=place_of(pool_over(household) or household),
        stays=stays_of(found.person, found.insurance, today),
        needed=years_for_benefits(StoredLawBook(), today),
    )
