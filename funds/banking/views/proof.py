"""The proof of a month: the chain of equal numbers by fund, what each number is made of, and the differences."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from funds.banking import income
from funds.banking.actions import explain, own, reconcile
from funds.banking.forms import ExplanationForm
from funds.banking.models import Difference, Proof
from funds.banking.selectors import open_differences
from funds.banking.selectors.standing import ProofSum, proof_sum
from funds.banking.sources import Part, Source, Waiting, chain, source_of
from funds.banking.views.differences import PLACES, rows_url, shown, shown_differences
from funds.banking.views.links import url_of
from funds.ledger.models import Book
from funds.ledger.views.where import READERS, Where, month_of, this_month, where_at, where_of
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.policy.calendar import WorkCalendar

CHECKERS = (Post.ACCOUNTANT, Post.DIRECTOR, Post.AUDITOR, Post.ADMINISTRATOR)
PARTS_A_PAGE = 50


@staff(*READERS)
@reads
def proof(request: HttpRequest) -> HttpResponse:
    """The chain of one month, prev and next, and every open difference with its owner."""
    viewer = acting(request)
    where = where_of(request, viewer)
    if where.region is None:
        return render(request, "banking/proof.html", {"where": where})
    month = month_of(request, this_month())
    summed = proof_sum(where.books, month)
    return render(
        request,
        "banking/proof.html",
        {
            "where": where,
            "month": month,
            "previous": month - 1,
            "next": month + 1 if month < this_month() else None,
            "summed": summed,
            "heading": heading(summed),
            "heads": [
                SimpleNamespace(label=f"{PLACES[source.place]} {source.title}", sub=source.sides) for source in chain()
            ],
            "rows": chain_rows(where, month),
            "differences": shown_differences(viewer, where.the_region, month, timezone.localdate()),
            "may_check": bool(set(CHECKERS) & viewer.posts),
            "may_take": Post.ACCOUNTANT in viewer.posts,
        },
    )


def heading(summed: ProofSum) -> str:
    """How many checks, how many equal, how far apart."""
    month, checks, unequal = summed.month, summed.checks, summed.checks - summed.equal
    if not checks:
        return chosen(zh=f"{month}：还没有核对", en=f"{month} has not been checked yet")
    en_checks = f"{checks} check{'' if checks == 1 else 's'}"
    if not unequal:
        return chosen(zh=f"{month}：{checks} 处核对，全部相等", en=f"{month}: {en_checks}, all equal")
    apart = written(summed.apart_fen)
    return chosen(
        zh=f"{month}：{checks} 处核对，{summed.equal} 处相等，{unequal} 处不等，共差 {apart} 元",
        en=f"{month}: {en_checks}, {summed.equal} equal, {unequal} not, ¥{apart} apart",
    )


def chain_rows(where: Where, month: Month) -> list[Any]:
    """The rows of `components/chain.html`: a fund each, a link per check, None where there is nothing to compare."""
    proofs = {
        (one.book_id, one.check_code): one
        for one in Proof.objects.filter(book__in=where.books, month=month).select_related("book")
    }
    provisional = income.provisional.call(where.the_region, month)
    waits = {source.code: source.waits(where.the_region, month) for source in chain()}
    return [
        SimpleNamespace(
            label=book.name,
            sub="",
            is_provisional=book.fund in provisional,
            links=[
                _link(source, proofs.get((book.pk, source.code)), waits[source.code].get(book.fund))
                for source in chain()
            ],
        )
        for book in where.books
    ]


def _link(source: Source, one: Proof | None, waiting: Waiting | None) -> SimpleNamespace | None:
    """Two numbers, or what is waited for before they can be compared."""
    label = f"{PLACES[source.place]} {source.title}"
    waits = waits_words(waiting) if waiting else ""
    if one is None:
        return SimpleNamespace(label=label, waits=waits) if waiting else None
    aside = f"{source.aside} {written(one.aside_fen)}" if str(source.aside) else ""
    hides = source.place == 1 and not one.aside_fen  # a month without provisional bills says nothing of them
    return SimpleNamespace(
        left_fen=one.left_fen,
        right_fen=one.right_fen,
        aside=" · ".join(text for text in ("" if hides else aside, waits) if text),
        url=rows_url(one),
        label=label,
    )


def waits_words(waiting: Waiting) -> str:
    """Such as “waiting for a statement since 2026-11-23”."""
    return chosen(zh=f"自 {waiting.since} 起{waiting.what.zh}", en=f"{waiting.what.en} since {waiting.since}")


@dataclass(frozen=True, slots=True)
class PartShown:
    part: Part
    url: str


@staff(*READERS)
@reads
def proof_rows(request: HttpRequest, code: str, fund: str) -> HttpResponse:
    """What two numbers of the chain are made of, and which of it differs."""
    where, month = where_of(request, acting(request)), month_of(request, this_month())
    return render(request, "banking/proof_rows.html", _rows_page(request, where, month, code, fund))


def _rows_page(request: HttpRequest, where: Where, month: Month, code: str, fund: str) -> dict[str, Any]:
    viewer = acting(request)
    book, source = _book_or_404(where, fund), _source_or_404(code)
    one = Proof.objects.filter(book=book, month=month, check_code=code).first()
    open_one = (
        Difference.objects.filter(proof=one, closed_at__isnull=True)
        .select_related("proof__book__region", "owner")
        .first()
    )
    unequal = request.GET.get("only") == "unequal"
    page, parts = _parts(request, source, book, month, unequal)
    today = timezone.localdate()
    return {
        "where": where,
        "month": month,
        "book": book,
        "source": source,
        "place": PLACES[source.place],
        "proof": one,
        "heading": rows_heading(book, source, one),
        "differs": [{"row": row, "url": url_of(row, viewer)} for row in source.rows(book.region, month, fund)],
        "difference": shown(open_one, today, WorkCalendar()) if open_one else None,
        "form": ExplanationForm(initial={"note": open_one.note if open_one else ""}),
        "page": page,
        "parts": parts,
        "unequal": unequal,
        "may_take": Post.ACCOUNTANT in viewer.posts,
        "is_mine": open_one is not None and open_one.owner_id == user_of(request).pk,
    }


def rows_heading(book: Book, source: Source, one: Proof | None) -> str:
    """The fund, the check, and whether it is equal."""
    title = Words(source.title.zh, source.title.en.lower())
    if one is None:
        return chosen(zh=f"{book.name}{title.zh}：未核对", en=f"{book.name}, {title.en}: not compared yet")
    if one.gap_fen:
        gap = written(abs(one.gap_fen))
        return chosen(zh=f"{book.name}{title.zh}：差 {gap} 元", en=f"{book.name}, {title.en}: ¥{gap} apart")
    return chosen(zh=f"{book.name}{title.zh}：相等", en=f"{book.name}, {title.en}: equal")


def _parts(
    request: HttpRequest, source: Source, book: Book, month: Month, unequal: bool
) -> tuple[Any, list[PartShown]]:
    number = request.GET.get("page", "1")
    at = max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    first = (at - 1) * PARTS_A_PAGE
    found = source.parts(book.region, month, book.fund, first=first, most=PARTS_A_PAGE, unequal=unequal)
    page = Paginator(range(found.count), PARTS_A_PAGE).get_page(at)
    return page, [PartShown(part, url_of({part.kind: part.key}, acting(request))) for part in found.parts]


def _book_or_404(where: Where, fund: str) -> Book:
    for book in where.books:
        if book.fund == fund:
            return book
    raise Http404


def _source_or_404(code: str) -> Source:
    try:
        return source_of(code)
    except KeyError as error:
        raise Http404 from error


@staff(*CHECKERS)
@writes
def proof_check(request: HttpRequest) -> HttpResponse:
    """Compare the month's numbers now instead of tonight."""
    where = where_of(request, acting(request))
    month = month_of(request, this_month())
    reconcile(region=where.the_region, month=month, at=timezone.now())
    summed = proof_sum(where.books, month)
    unequal = summed.checks - summed.equal
    if not summed.checks:
        messages.warning(request, gettext("Nothing to compare: no bill, receipt or statement of this month is here."))
    elif unequal:
        text = ngettext("%(n)s of the numbers differs.", "%(n)s of the numbers differ.", unequal) % {"n": unequal}
        messages.warning(request, text)
    else:
        messages.success(request, gettext("Checked: every number is equal."))
    return redirect(f"{reverse('proof')}{where.query(month=month)}")


@staff(Post.ACCOUNTANT)
@writes
def difference_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a difference on: from now on it has a name."""
    found = _difference_or_404(request, pk)
    own(difference_id=found.pk, by=user_of(request), at=timezone.now())
    messages.success(request, gettext("It is yours now."))
    return redirect(rows_url(found.proof))


@staff(Post.ACCOUNTANT)
@writes
def difference_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what it comes from."""
    found = _difference_or_404(request, pk)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        where = where_at(acting(request), found.proof.book.region)
        page = _rows_page(request, where, found.proof.month, found.proof.check_code, found.proof.book.fund)
        return render(request, "banking/proof_rows.html", page | {"form": form}, status=422)
    explain(difference_id=found.pk, note=form.cleaned_data["note"], by=user_of(request), at=timezone.now())
    messages.success(request, gettext("Written down."))
    return redirect(rows_url(found.proof))


def _difference_or_404(request: HttpRequest, pk: int) -> Difference:
    return get_object_or_404(open_differences(acting(request)), pk=pk)
