"""Staff: runs of payments, one run from assembling to the bank's answer, what the guard holds."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.claims.schemes import schemes
from benefits.payments import actions
from benefits.payments.forms import AnswerForm, LiftForm, OpenForm
from benefits.payments.models import Arrived, BankFile, GivenUp, Hold, LastAnswer, Payment, PaymentRun
from benefits.payments.rules.course import (
    ANSWER_WORDS,
    LIFTED_BY_A_WORD,
    STATE_WORDS,
    WHY_WORDS,
    Act,
    Answer,
    State,
    Why,
)
from benefits.payments.selectors import (
    LOOKERS,
    batches_of,
    cards_of,
    components_of,
    holds_in,
    holds_of,
    kept_of,
    offered,
    progress_of,
    put_right,
    runs_seen_by,
    runs_to_pay,
    sending_of,
    suspicions_seen_by,
    why_not,
)
from benefits.payments.selectors.permits import AGAIN, DID, LIFT, PRESSES, RESULTS, SEND
from benefits.payments.words import RUN_STATE_KINDS, suspected_words
from enrollment.registry.models import Person
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.forms import DecisionForm
from siadmin.agency.insurances import FUND_SHORT_NAMES, LINE_OF_FUND
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 30
_MONTHS_BACK = 3
_ACTIONS: Mapping[str, Callable[..., PaymentRun]] = {
    Act.REVIEW: actions.review,
    Act.APPROVE: actions.approve,
    Act.SEND_BACK: actions.send_back,
    Act.CANCEL: actions.cancel,
}
NOT_SENT = Words("未划付：没有登记收款账户", "not sent: no account is recorded")
_MUST_SAY_WHY = (Act.SEND_BACK, Act.CANCEL)
_WORDS = {"states": STATE_WORDS, "state_kinds": RUN_STATE_KINDS, "funds": FUND_SHORT_NAMES, "whys": WHY_WORDS}


@staff(*LOOKERS)
@reads
def payment_runs(request: HttpRequest) -> HttpResponse:
    """Runs of the viewer's funds and places, the newest month first."""
    return _runs(request)


def _runs(
    request: HttpRequest, form: OpenForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    viewer = acting(request)
    page = Paginator(runs_seen_by(viewer).order_by("-month", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    may_open = Post.CLERK in viewer.posts
    held = holds_in(runs_seen_by(viewer)).filter(lifted_at__isnull=True)
    shown = {
        "page": page,
        "kept": kept_of(page),
        "progress": progress_of(page),
        "form": form or (_open_form(viewer) if may_open else None),
        "refusal": refusal,
        "to_sign": runs_seen_by(viewer).filter(state__in=[State.CHECKING, State.REVIEWED]).count(),
        "to_pay": runs_to_pay(runs_seen_by(viewer), timezone.localdate()) if Post.CASHIER in viewer.posts else 0,
        "held": held.values("batch_id", "row").distinct().count(),
        "suspected": suspicions_seen_by(viewer).filter(closed_at__isnull=True).count(),
    }
    return render(request, "payments/runs.html", shown | _WORDS, status=status)


def _open_form(viewer: Viewer, data: Any = None) -> OpenForm:
    clerk = viewer.holding((Post.CLERK,))
    regions = [region for region in pooling_regions() if clerk.reaches_region(region.path)]
    funds = [fund for fund in LINE_OF_FUND if clerk.sees_fund(fund)]
    now = Month.of(timezone.localdate())
    return OpenForm(data, regions=regions, funds=funds, months=[now - back for back in range(_MONTHS_BACK)])


@staff(Post.CLERK)
@writes
def payment_run_open(request: HttpRequest) -> HttpResponse:
    """Assemble a month of a fund."""
    form = _open_form(acting(request), request.POST)
    if not form.is_valid():
        return _runs(request, form, status=422)
    told = form.cleaned_data
    try:
        own = actions.open_payments(
            region=form.regions[told["place"]], fund=told["fund"], month=Month.parse(told["month"]),
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _runs(request, form, refusal, status=409)
    return redirect("run", own.run_id)


@staff(*LOOKERS)
@reads
def payment_run(request: HttpRequest, number: str) -> HttpResponse:
    """One run: sums, banks, what waits, files with their answers, and what the viewer may do."""
    return _page(request, _own(request, number))


def _own(request: HttpRequest, number: str) -> PaymentRun:
    return get_object_or_404(runs_seen_by(acting(request)), number=number)


def _page(request: HttpRequest, own: PaymentRun, status: int = 200, **more: Any) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    components = _component_rows(own)
    number, is_back = request.GET.get("page"), request.GET.get("show") == "returned"
    holds = Paginator(holds_of(own), A_PAGE).get_page(None if is_back else number)
    returned_page, returned = _returned(acting(request), own, number if is_back else None)
    filled: dict[str, DecisionForm] = more.pop("filled", {})
    banks = batches_of(own)
    shown = {
        "own": own,
        "components": components,
        "batches": banks,
        "kept": kept_of([own])[own.pk],
        "progress": progress_of([own])[own.pk],
        "to_send": any(each.bank_name and each.ready for each in banks),
        "why_not_send": why_not(own, SEND, user, today),
        "sending": sending_of(own),
        "holds": [(hold, _told(hold), _mended_at(acting(request), hold)) for hold in holds],
        "put_right": put_right(holds),
        "page": holds,
        "why_not_lift": why_not(own, LIFT, user, today),
        "by_a_word": LIFTED_BY_A_WORD,
        "files": _files(own, more.get("answered", {})),
        "why_not_answer": why_not(own, RESULTS, user, today),
        "may_take_file": bool({Post.CASHIER, Post.ACCOUNTANT} & acting(request).posts),
        "returned_page": returned_page,
        "returned": returned,
        "is_back": is_back,
        "why_not_again": why_not(own, AGAIN, user, today),
        "answers": ANSWER_WORDS,
        "offers": [
            {
                "act": act, "label": PRESSES[act], "why_not": why_not(own, act, user, today),
                "form": filled.get(act)
                or DecisionForm(
                    must_say_why=act in _MUST_SAY_WHY, auto_id=f"{act}-%s", initial={"seen_version": own.version}
                ),
            }
            for act in offered(own)
        ],
        "run_url": open_page(acting(request), "run", own.run_id),
    }  # fmt: skip
    return render(request, "payments/run.html", shown | _WORDS | more, status=status)


def _component_rows(own: PaymentRun) -> list[tuple[Words, int, int, int]]:
    names = {code: words for scheme in schemes() for code, words in scheme.components.items()}
    return [
        (names.get(code, Words(code, code)), people, months, fen) for code, people, months, fen in components_of(own)
    ]


_SAID: dict[str, Callable[[Any], Words]] = {
    "died_on": lambda day: Words(f"死亡日期 {day}", f"died on {day}"),
    "before_fen": lambda fen: Words(f"上月 {written(fen)} 元", f"¥{written(fen)} last month"),
    "now_fen": lambda fen: Words(f"本月 {written(fen)} 元", f"¥{written(fen)} now"),
    "limit_fen": lambda fen: Words(f"界限 {written(fen)} 元", f"limit ¥{written(fen)}"),
    "paid_since": lambda day: Words(f"自 {day[:7]} 起补发", f"for the months since {day[:7]}"),
    "back_fen": lambda fen: Words(f"补发 {written(fen)} 元", f"¥{written(fen)} of it for months gone by"),
    "since": lambda day: Words(f"自 {day[:7]} 起在职参保", f"insured by an employer since {day[:7]}"),
    "other": lambda fund: Words(f"另领{FUND_SHORT_NAMES[fund].zh}待遇", f"also draws: {FUND_SHORT_NAMES[fund].en}"),
    "register": suspected_words,
    "happened_on": lambda day: Words(f"日期 {day}", f"on {day}"),
    "stopped_from": lambda month: Words(f"自 {month[:7]} 起", f"from {month[:7]} on"),
    "ended_on": lambda day: Words(f"账户已于 {day} 变更", f"the account was changed on {day}"),
    "people": lambda many: Words(f"同一账户 {many} 人", f"{many} people on one account"),
}


def _told(hold: Hold) -> str:
    """What a hold rests on, in words."""
    told = hold.told
    parts = [say(told[name]) for name, say in _SAID.items() if name in told]
    return str(Words("，".join(each.zh for each in parts), ", ".join(each.en for each in parts)))


def _mended_at(viewer: Viewer, hold: Hold) -> str:
    """Where what a hold rests on is put right; empty where the viewer may not."""
    number = hold.person.number
    return _start_of_account(viewer, number) if hold.because == Why.NO_ACCOUNT else open_page(viewer, "person", number)


def _start_of_account(viewer: Viewer, number: str) -> str:
    """Where a person's account is recorded; empty where the viewer may not."""
    return open_page(viewer, "matter_start", "person_bank_card", number)


def _answer_id(file: BankFile) -> str:
    """Several files stand on one page, each with its own form."""
    return f"answer-{file.pk}-%s"


def _files(own: PaymentRun, answered: dict[int, AnswerForm]) -> list[dict[str, Any]]:
    """Each file with the bank's answers and the form for the next. `answered`: forms that were sent and refused."""
    files = BankFile.objects.filter(batch__payment_run=own).select_related("batch", "sent_by").order_by("pk")
    return [
        {
            "file": file, "results": list(file.results.select_related("imported_by").order_by("pk")),
            "form": answered.get(file.pk) or AnswerForm(auto_id=_answer_id(file)),
        }
        for file in files.prefetch_related("results")
    ]  # fmt: skip


def _returned(viewer: Viewer, own: PaymentRun, number: str | None) -> tuple[Page[Payment], list[dict[str, Any]]]:
    """A page of payments a bank returned, or that had no account, and whether they were paid again."""
    payments = Payment.objects.filter(month=own.month, batch_id__in=own.batches.values("pk"))
    results = LastAnswer.objects.filter(month=own.month, batch_id__in=own.batches.values("pk")).exclude(
        answer=Answer.PAID
    )
    none = Hold.objects.filter(month=own.month, batch_id__in=own.batches.values("pk"), because=Why.NO_ACCOUNT)
    failed = payments.filter(Q(row__in=none.values("row")) | Q(row__in=results.values("row")))
    page = Paginator(failed.order_by("row"), A_PAGE).get_page(number)
    rows = [each.row for each in page]
    answers = dict(results.filter(row__in=rows).values_list("row", "answer"))
    again = set(payments.filter(again_for__in=rows).values_list("again_for", flat=True))
    people = Person.objects.in_bulk({each.person_id for each in page})
    arrived = set(Arrived.objects.filter(run=own, row__in=rows).values_list("row", flat=True))
    given_up = set(GivenUp.objects.filter(run=own, person__in=people).values_list("person", flat=True))
    cards = cards_of(people)
    return page, [
        {
            "payment": each, "person": people[each.person_id], "is_again": each.row in again,
            "is_given_up": each.person_id in given_up, "is_arrived": each.row in arrived,
            "arrived": _start_of_arrived(viewer, own, people[each.person_id], each) if each.row in answers else "",
            "why": ANSWER_WORDS[answers[each.row]] if each.row in answers else NOT_SENT,
            "has_other_account": each.person_id in cards and cards[each.person_id].pk != each.card_id,
            "account_url": _start_of_account(viewer, people[each.person_id].number),
        }
        for each in page
    ]  # fmt: skip


def _start_of_arrived(viewer: Viewer, own: PaymentRun, person: Person, payment: Payment) -> str:
    """Where it is put right that a payment had arrived; empty where the viewer may not."""
    url = open_page(viewer, "matter_start", "payment_arrived", person.number)
    return f"{url}?payment={own.number}-{payment.row}" if url else ""


@staff(Post.REVIEWER, Post.APPROVER)
@writes
def payment_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Review, approve, send back, cancel: on the version that was seen."""
    own = _own(request, number)
    if act not in _ACTIONS:
        raise Http404
    form = DecisionForm(request.POST, must_say_why=act in _MUST_SAY_WHY, auto_id=f"{act}-%s")
    if not form.is_valid():
        return _page(request, own, status=422, filled={act: form})
    given: dict[str, Any] = {"payment_run_id": own.pk, "seen_version": form.cleaned_data["seen_version"]}
    if act in _MUST_SAY_WHY:
        given["reason"] = form.cleaned_data["reason"]
    return _done(request, number, act, lambda by, at: _ACTIONS[act](**given, by=by, at=at))


def _done(request: HttpRequest, number: str, did: str, act: Callable[[User, dt.datetime], Any]) -> HttpResponse:
    try:
        act(user_of(request), timezone.now())
    except Refusal as refusal:
        return _page(request, _own(request, number), status=409, refusal=refusal)
    messages.success(request, str(DID[did]))
    return redirect("payment_run", number)


@staff(Post.REVIEWER)
@writes
def payment_lift(request: HttpRequest, number: str) -> HttpResponse:
    """Let a held payment go, with the reason."""
    own = _own(request, number)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _page(request, own, status=422, lift_form=form)
    hold = get_object_or_404(holds_of(own), pk=form.cleaned_data["hold"])
    reason = form.cleaned_data["reason"]
    return _done(request, number, LIFT, lambda by, at: actions.lift_hold(hold_id=hold.pk, by=by, at=at, reason=reason))


@staff(Post.CLERK)
@writes
def payment_again(request: HttpRequest, number: str, row: int) -> HttpResponse:
    """Pay what was returned to the account that stands now."""
    own = _own(request, number)
    return _done(request, number, AGAIN, lambda by, at: actions.pay_again(payment_run_id=own.pk, row=row, by=by, at=at))


@staff(Post.CASHIER, Post.ACCOUNTANT)
@writes
def payment_file(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """The file for the bank. It names accounts: who takes it out is on record."""
    own = _own(request, number)
    found = get_object_or_404(BankFile.objects.select_related("document"), batch__payment_run=own, pk=file)
    content = actions.take_out(file=found, by=user_of(request), at=timezone.now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.document.name}"'
    return answer


@staff(Post.ACCOUNTANT)
@writes
def payment_answer(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """Take in what the bank answered to a file."""
    own = _own(request, number)
    found = get_object_or_404(BankFile, batch__payment_run=own, pk=file)
    form = AnswerForm(request.POST, request.FILES, auto_id=_answer_id(found))
    if not form.is_valid():
        return _page(request, own, status=422, answered={found.pk: form})
    sent = form.cleaned_data["file"]
    told = {"name": sent.name, "content": sent.read(), "by": user_of(request), "at": timezone.now()}
    try:
        _, is_new = actions.take_results(file_id=found.pk, **told)
    except Refusal as refusal:
        return _page(request, _own(request, number), status=409, refusal=refusal, answered={found.pk: form})
    if is_new:
        messages.success(request, str(DID[RESULTS]))
    else:
        messages.info(request, gettext("This answer was taken in before: nothing has changed."))
    return redirect("payment_run", number)
