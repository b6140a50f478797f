"""Receipts for those who take them in and clear what waits."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from contributions.collection.actions import allocate, put_to_late_fee
from contributions.collection.forms import AllocationForm, LateFeeForm, ReceiptFilter
from contributions.collection.inbox import files_seen_by, with_counts
from contributions.collection.models import Attribution, Receipt
from contributions.collection.open_fees import open_fees_of
from contributions.collection.suspense import (
    KIND_WORDS,
    Candidate,
    WaitingKind,
    candidates,
    next_bill,
    receipts_seen_by,
    waiting_seen_by,
)
from contributions.collection.views.waiting_words import heading, sums_of
from contributions.collection.whose import STANDS, standing_of
from enrollment.registry.selectors import folded
from funds.ledger.selectors import books_seen_by
from siadmin.agency import asked
from siadmin.agency.access import acting, answering, examines, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.insurances import FUND_NAMES, LINE_OF_FUND, Fund
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.language import chosen
from siadmin.kernel.money import HALF_UP, fen, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workdays import working_days_left
from siadmin.matters.subjects import NOBODY
from siadmin.policy.calendar import WorkCalendar

READERS = (Post.CLERK, Post.ACCOUNTANT, Post.CASHIER, Post.DIRECTOR, Post.AUDITOR)
CLEARERS = (Post.CLERK, Post.ACCOUNTANT)
RECEIPTS_A_PAGE = 30
FILES_SHOWN = 5
WAITING_A_PAGE = 40


@staff(*READERS)
@reads
def receipts_page(request: HttpRequest) -> HttpResponse:
    """What arrived, by which file, and how much of it still waits. Whom was looked for stands sealed in the address."""
    viewer = acting(request)
    sealed = request.GET.get("t", "")
    question = asked.opened(sealed, user_of(request), timezone.now()) if sealed else ""
    books = books_seen_by(viewer)
    funds = list(books.values_list("fund", flat=True).distinct())
    form = ReceiptFilter(request.GET.dict() | {"q": question}, funds=funds)
    found = _filtered(receipts_seen_by(viewer), form)
    sums = sums_of(waiting_seen_by(viewer))
    return render(
        request,
        "collection/receipts.html",
        {
            "form": form,
            "is_filtered": form.is_valid() and any(form.cleaned_data.values()),
            "page": Paginator(found, RECEIPTS_A_PAGE).get_page(request.GET.get("page")),
            "files": with_counts(files_seen_by(viewer), viewer)[:FILES_SHOWN],
            "heading": heading(sums, timezone.localdate()),
            "sums": sums,
            "refunds_url": open_page(viewer, "refunds"),
            "may_upload": Post.ACCOUNTANT in viewer.posts and bool(funds),
            "has_books": bool(funds),
            "several_regions": books.values("region_id").distinct().count() > 1,
        },
    )


@staff(*READERS)
@examines
def receipts_filter(request: HttpRequest) -> HttpResponse:
    """To the receipts asked for, by an address that names no payer."""
    wanted = {name: request.POST.get(name, "") for name in ("fund", "month", "state")}
    if question := request.POST.get("q", "").strip():
        wanted["t"] = asked.sealed(question[: asked.LONGEST], user_of(request), timezone.now())
    query = urlencode({name: value for name, value in wanted.items() if value})
    return redirect(f"{reverse('receipts')}{'?' if query else ''}{query}")


receipts = answering(get=receipts_page, post=receipts_filter)


def _filtered(found: QuerySet[Receipt], form: ReceiptFilter) -> QuerySet[Receipt]:
    """Nothing is filtered by a field that could not be read; the form says which."""
    form.is_valid()
    wanted = form.cleaned_data
    if text := wanted.get("q", "").strip():
        found = found.filter(
            Q(external_id=text)
            | Q(reference=text)
            | Q(payer_code=text.upper())
            | Q(payer_name__icontains=text)
            | Q(person_payer__code_hash=keyed_hash(compact(text)))
            | Q(person_payer__name_hash=keyed_hash(folded(text)))
            | Q(employer__name__icontains=text)
        )
    if fund := wanted.get("fund"):
        found = found.filter(book__fund=fund)
    month: Month | None = wanted.get("month")
    if month:
        found = found.filter(received_on__gte=month.first_day, received_on__lt=(month + 1).first_day)
    if wanted.get("state") == "waiting":
        found = found.filter(allocated_fen__lt=F("amount_fen"))
    elif wanted.get("state") == "done":
        found = found.filter(allocated_fen=F("amount_fen"))
    return found


@staff(*READERS)
@reads
def waiting(request: HttpRequest) -> HttpResponse:
    """The suspense queue, oldest first, told apart by why each waits."""
    viewer = acting(request)
    everything = waiting_seen_by(viewer)
    region, fund, why = (request.GET.get(name, "") for name in ("region", "fund", "why"))
    if region:
        everything = everything.filter(book__region_id=region)
    if fund in Fund.values:
        everything = everything.filter(book__fund=fund)
    sums = sums_of(everything)
    kind = KIND_WORDS[why][1] if why in WaitingKind.values else None
    found = everything if kind is None else everything.filter(why=why)
    page = Paginator(found, WAITING_A_PAGE).get_page(request.GET.get("page"))
    calendar, today = WorkCalendar(), timezone.localdate()
    return render(
        request,
        "collection/waiting.html",
        {
            "heading": heading(sums if kind is None else sums_of(found), today, kind=kind),
            "sums": sums,
            "kinds": [(kind, KIND_WORDS[kind], sums.kinds.get(kind, (0, 0))) for kind in WaitingKind.values],
            "why": why,
            "fund": fund,
            "fund_name": FUND_NAMES[fund] if fund in Fund.values else "",
            "page": page,
            "rows": [_row(receipt, working_days_left(receipt.received_on, today, calendar)) for receipt in page],
            "may_clear": bool(set(CLEARERS) & viewer.posts),
            "has_books": books_seen_by(viewer).exists(),
        },
    )


def _row(receipt: Any, age: int) -> dict[str, Any]:
    kind, word = KIND_WORDS[receipt.why]
    likely = candidates(receipt)
    return {"receipt": receipt, "age": age, "kind": kind, "word": word, "first": likely[0] if likely else None}


@staff(*READERS)
@reads
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """One receipt: what it is, where its money went, and which bills it may be for."""
    found = get_object_or_404(receipts_seen_by(acting(request)), pk=pk)
    return render(request, "collection/receipt.html", _page(request, found))


def _page(request: HttpRequest, found: Receipt) -> dict[str, Any]:
    viewer = acting(request)
    left = found.amount_fen - found.allocated_fen
    query = request.GET.get("q", "").strip()[:80]
    thought_of = candidates(found, query=query) if left else []
    kind = waiting_seen_by(viewer).filter(pk=found.pk).values_list("why", flat=True).first()
    likeliest, said = thought_of[0] if thought_of else None, standing_of(found)
    initial: dict[str, Any] = {"amount": yuan(min(left, likeliest.open_fen if likeliest else left))}
    if likeliest and likeliest.is_its_payers:
        initial |= {"bill": likeliest.bill.pk}
    return {
        "receipt": found,
        "left_fen": left,
        "why": kind,
        "kind": KIND_WORDS[kind] if kind else ("ok", gettext("allocated")),
        "heading": _receipt_heading(found, left, kind, len(thought_of)),
        "allocations": list(found.allocations.select_related("bill__employer", "bill__person", "by").order_by("pk")),
        "fee_payments": list(found.fee_payments.select_related("employer", "by").order_by("pk")),
        "refunds": list(found.refunds.order_by("pk")),
        "late_fees": open_fees_of(found) if left else [],
        "fee_form": LateFeeForm(initial={"amount": yuan(left)}),
        "refund_url": _refund_url(viewer, found, said) if left else "",
        "candidates": [
            (each, "" if each.is_its_payers else _attribution_url(viewer, found, each)) for each in thought_of
        ],
        "may_put": any(each.is_its_payers for each in thought_of) and bool(set(CLEARERS) & viewer.posts),
        "is_known": found.payer is not None or said is not None,
        "attribution": said,
        "taking_back_url": _taking_back_url(viewer, found, said) if said else "",
        "taken_back": list(found.attributions.exclude(STANDS).select_related("employer", "person").order_by("pk")),
        "next_bill": next_bill(found) if kind == WaitingKind.OVER and not thought_of else None,
        "query": query,
        "form": AllocationForm(initial=initial),
        "chosen": initial.get("bill"),
        "may_clear": bool(set(CLEARERS) & viewer.posts),
        "payer_url": _payer_url(looking(request), found),
        "entry_url": open_page(looking(request), "entry", found.entry_key),
    }


def _payer_url(viewer: Viewer, found: Receipt) -> str:
    if found.person is not None:
        return open_page(viewer, "person", found.person.number)
    return open_page(viewer, "employer", found.employer.number) if found.employer else ""


def _refund_url(viewer: Viewer, found: Receipt, said: Attribution | None) -> str:
    """Where a clerk begins to return what is left; nothing for others."""
    line, its = LINE_OF_FUND[found.book.fund], said or found
    code, number = f"refund_unknown_{line}", NOBODY
    if its.employer is not None:
        code, number = f"refund_{line}", its.employer.number
    elif its.person is not None:
        code, number = f"refund_person_{line}", its.person.number
    url = open_page(viewer, "matter_start", code, number)
    return url and f"{url}?{urlencode(_named(found))}"


def _taking_back_url(viewer: Viewer, found: Receipt, said: Attribution) -> str:
    """Where a clerk begins to say that it is not theirs; nothing for others."""
    payer = said.employer or said.person
    assert payer is not None  # attribution_one_payer
    code = "end_attribution" if said.employer is not None else "end_attribution_person"
    url = open_page(viewer, "matter_start", f"{code}_{LINE_OF_FUND[found.book.fund]}", payer.number)
    return url and f"{url}?{urlencode(_named(found))}"


def _attribution_url(viewer: Viewer, found: Receipt, each: Candidate) -> str:
    """Where a clerk begins to say that a nameless receipt is of who owes a bill; nothing for others."""
    code, debtor = "attribution", each.bill.employer
    number = debtor.number if debtor else ""
    if each.bill.person is not None:
        code, number = "attribution_person", each.bill.person.number
    url = open_page(viewer, "matter_start", f"{code}_{LINE_OF_FUND[found.book.fund]}", number)
    return url and f"{url}?{urlencode(_named(found))}"


def _named(found: Receipt) -> dict[str, str]:
    return {"receipt": found.external_id, "fund": found.book.fund, "region": found.book.region_id}


def _receipt_heading(found: Receipt, left: int, kind: str | None, bills: int) -> str:
    amount, rest = written(found.amount_fen), written(left)
    if not left:
        return chosen(zh=f"{amount} 元，已全部分配", en=f"¥{amount}, allocated in full")
    word = KIND_WORDS[kind or WaitingKind.UNKNOWN][1]
    part = chosen(zh=f"{amount} 元", en=f"¥{amount}")
    if left != found.amount_fen:
        part = chosen(zh=f"{amount} 元中还有 {rest} 元", en=f"¥{rest} of ¥{amount}")
    if not bills and kind == WaitingKind.OVER:
        return chosen(
            zh=f"{part}多缴，等该单位同一基金的下一张账单",
            en=f"{part} is an over-payment: it waits for the payer's next bill of this fund",
        )
    if not bills:
        return chosen(
            zh=f"{part}待分配：{word.zh}，没有相近的账单", en=f"{part} waits: {word.en.lower()}, no bill is like it"
        )
    some = f"{bills} open bill{'' if bills == 1 else 's'} may be meant"
    return chosen(zh=f"{part}待分配：{word.zh}，可能对应 {bills} 张账单", en=f"{part} waits: {word.en.lower()}, {some}")


@staff(*CLEARERS)
@writes
def receipt_allocate(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a part of a receipt to a bill of the same fund."""
    found = get_object_or_404(receipts_seen_by(acting(request)), pk=pk)
    form = AllocationForm(request.POST)
    page = {"form": form, "chosen": form.data.get("bill", "")}
    if not form.is_valid():
        return render(request, "collection/receipt.html", _page(request, found) | page, status=422)
    now = timezone.now()
    amount = fen(form.cleaned_data["amount"], HALF_UP)
    known = {each.bill.pk for each in candidates(found, query=request.POST.get("q", ""))}
    if form.cleaned_data["bill"] not in known:
        form.add_error("bill", gettext("This bill is not open any more. Choose another."))
        return render(request, "collection/receipt.html", _page(request, found) | page, status=422)
    try:
        allocate(
            receipt_id=found.pk,
            bill_id=form.cleaned_data["bill"],
            amount_fen=amount,
            seen_allocations=form.cleaned_data["seen_allocations"],
            by=user_of(request),
            at=now,
            on=timezone.localdate(now),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        return render(
            request, "collection/receipt.html", _page(request, found) | page | {"refusal": refusal}, status=409
        )
    found.refresh_from_db()
    left = found.amount_fen - found.allocated_fen
    said = gettext("¥%(amount)s is on the bill now.") % {"amount": written(amount)}
    messages.success(request, said)
    return redirect("receipt", pk=pk) if left else redirect("receipts_waiting")


@staff(*CLEARERS)
@writes
def receipt_late_fee(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a part of a receipt to a late fee of the same fund."""
    found = get_object_or_404(receipts_seen_by(acting(request)), pk=pk)
    form = LateFeeForm(request.POST)
    known = {each.code: each for each in open_fees_of(found)}
    if form.is_valid() and form.cleaned_data["fee"] not in known:
        form.add_error("fee", gettext("This late fee is not open any more. Choose another."))
    if not form.is_valid():
        return render(request, "collection/receipt.html", _page(request, found) | {"fee_form": form}, status=422)
    fee = known[form.cleaned_data["fee"]]
    try:
        put_to_late_fee(
            receipt_id=found.pk,
            employer=fee.employer,
            month=fee.month,
            amount_fen=fen(form.cleaned_data["amount"], HALF_UP),
            seen_allocated_fen=form.cleaned_data["seen_allocated"],
            by=user_of(request),
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        shown = _page(request, found) | {"fee_form": form, "refusal": refusal}
        return render(request, "collection/receipt.html", shown, status=409)
    messages.success(request, gettext("Put to the late fee."))
    return redirect("receipt", pk)
