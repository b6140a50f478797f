"""Registers for clerks: batches taken in, refused rows put right, differences decided."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.coverage.actions.mismatches import decide_mismatch
from enrollment.coverage.actions.registers import correct_row, receive_batch
from enrollment.coverage.forms import BatchForm, MismatchForm, RowForm
from enrollment.coverage.models import Batch, Mismatch, Row, RowState
from enrollment.coverage.registers.layouts import EXAMPLES, LAYOUTS
from enrollment.coverage.rules.kinds import Decision, Field, Register
from enrollment.coverage.selectors.outreach import WORKING, regions_reached
from enrollment.coverage.selectors.registers import batches_seen_by, mismatches_seen_by, refused_rows
from enrollment.coverage.words import DECISIONS, FIELDS, REGISTERS, SOURCES
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal

A_PAGE = 20
_PERSONAL = (Field.NUMBER,)
_MATTER_OF = {Field.NAME: "person_name", Field.NUMBER: "person_number"}


@staff(*WORKING)
@reads
def registers(request: HttpRequest) -> HttpResponse:
    """What came from whom, and the form for the next file."""
    return _page(request)


def _page(request: HttpRequest, form: BatchForm | None = None, refusal: Refusal | None = None) -> HttpResponse:
    viewer = acting(request)
    may_send = Post.CLERK in viewer.posts
    kinds = [
        {"kind": kind, "name": REGISTERS[kind], "source": SOURCES[kind], "columns": columns}
        for kind, columns in LAYOUTS.items()
    ]
    shown = {
        "page": Paginator(batches_seen_by(viewer), A_PAGE).get_page(request.GET.get("page")),
        "form": form
        or BatchForm(regions_reached(viewer.holding((Post.CLERK,))), initial={"as_of": timezone.localdate()}),
        "may_send": may_send,
        "kinds": kinds,
        "names": REGISTERS,
        "refusal": refusal,
        "waiting": mismatches_seen_by(viewer).filter(decision="").count(),
    }
    status = 409 if refusal else 422 if form is not None else 200
    return render(request, "coverage/registers.html", shown, status=status)


@staff(Post.CLERK)
@writes
def register_send(request: HttpRequest) -> HttpResponse:
    """Take a file in. The same file again leads to the batch it made."""
    form = BatchForm(regions_reached(acting(request)), request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data
    try:
        batch, is_new = receive_batch(
            kind=Register(given["kind"]),
            source=given["source"],
            as_of=given["as_of"],
            region=form.regions[given["region"]],
            name=given["file"].name,
            content=given["file"].read(),
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, form, refusal)
    if not is_new:
        messages.info(request, gettext("This file was taken in before; nothing was taken twice."))
    return redirect("register_batch", batch.number)


@staff(*WORKING)
@reads
def register_sample(request: HttpRequest, kind: str) -> HttpResponse:
    """A file as the portal wants it; the people in it are invented."""
    if kind not in list(Register):
        raise Http404
    names = ",".join(column.name for column in LAYOUTS[Register(kind)])
    text = "\n".join([names, *EXAMPLES[Register(kind)], ""])
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register_{kind}.csv"'
    return response


def _batch(request: HttpRequest, number: str) -> Batch:
    return get_object_or_404(batches_seen_by(acting(request)), number=number)


@staff(*WORKING)
@reads
def register_batch(request: HttpRequest, number: str) -> HttpResponse:
    """One batch: what was taken, what was refused and why, where it differs from us."""
    return _batch_page(request, _batch(request, number))


def _batch_page(
    request: HttpRequest, batch: Batch, status: int = 200, bound: dict[int, RowForm] | None = None, **more: Any
) -> HttpResponse:
    kind = Register(batch.kind)
    page = Paginator(batch.rows.filter(state=RowState.REFUSED).order_by("line"), A_PAGE).get_page(
        request.GET.get("page")
    )
    refused = refused_rows(list(page), kind)
    forms = [
        (
            each,
            (bound or {}).get(each.row.pk) or RowForm(kind, initial={c.name: v for c, v in each.cells}, auto_id=False),
        )
        for each in refused
    ]
    shown = {
        "batch": batch,
        "name": REGISTERS[kind],
        "page": page,
        "refused": forms,
        "taken": batch.rows.exclude(state=RowState.REFUSED).count(),
        "corrected": batch.rows.filter(state=RowState.CORRECTED).count(),
        "mismatches": batch.mismatches.count(),
        "may_correct": Post.CLERK in acting(request).posts,
    }
    return render(request, "coverage/register_batch.html", shown | more, status=status)


@staff(Post.CLERK)
@writes
def register_row_correct(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a refused row with its cells put right."""
    batch = _batch(request, number)
    row = get_object_or_404(Row, pk=pk, batch=batch)
    form = RowForm(Register(batch.kind), request.POST, auto_id=False)
    if not form.is_valid():
        return _batch_page(request, batch, 422, {row.pk: form})
    try:
        correct_row(row_id=row.pk, cells=form.cleaned_data, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _batch_page(request, batch, 409, {row.pk: form}, refusal=refusal)
    messages.success(request, gettext("The row is taken."))
    return redirect("register_batch", number)


@staff(*WORKING)
@reads
def mismatches(request: HttpRequest) -> HttpResponse:
    """Where registers and we differ; both values side by side, waiting for a person."""
    return _mismatch_page(request)


def _mismatch_page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    viewer = acting(request)
    rows = mismatches_seen_by(viewer)
    show = "decided" if request.GET.get("show") == "decided" else "waiting"
    chosen = rows.exclude(decision="") if show == "decided" else rows.filter(decision="")
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    may_decide = Post.CLERK in viewer.posts
    shown = {
        "page": page,
        "show": show,
        "rows": [(each, FIELDS[each.field], DECISIONS.get(each.decision), _follow(request, each)) for each in page],
        "counts": {"waiting": rows.filter(decision="").count(), "decided": rows.exclude(decision="").count()},
        "personal": _PERSONAL,
        "registers": REGISTERS,
        "form": MismatchForm(auto_id=False),
        "may_decide": may_decide,
    }
    return render(request, "coverage/mismatches.html", shown | more, status=status)


def _follow(request: HttpRequest, mismatch: Mismatch) -> str:
    """Where what the register says is put right: a matter with its papers, or the employer's page."""
    if mismatch.decision != Decision.THEIRS:
        return ""
    code = _MATTER_OF.get(Field(mismatch.field))
    if code and mismatch.person:
        return open_page(acting(request), "matter_start", code, mismatch.person.number)
    if mismatch.employer:
        return reverse("employer", args=[mismatch.employer.number])
    return ""


@staff(Post.CLERK)
@writes
def mismatch_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Which value holds, and why."""
    mismatch = get_object_or_404(mismatches_seen_by(acting(request)), pk=pk)
    form = MismatchForm(request.POST)
    if not form.is_valid():
        return _mismatch_page(request, 422, faulty=mismatch.pk)
    try:
        decide_mismatch(
            mismatch_id=mismatch.pk,
            decision=Decision(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _mismatch_page(request, 409, refusal=refusal)
    messages.success(request, gettext("Decided; both values stay on record."))
    return redirect("mismatches")
