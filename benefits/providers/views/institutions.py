"""Staff: institutions, their agreements, departments, programs, and what is done about them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.selectors.permits import LOOKERS
from benefits.providers import actions
from benefits.providers.forms import (
    AccountDecideForm,
    AccountForm,
    AgreementForm,
    ClientForm,
    DecideForm,
    DepartmentForm,
    InstitutionForm,
    MeasureForm,
    ReasonForm,
)
from benefits.providers.models import APPROVED, AccountChange, Agreement, Institution, Measure, ProviderClient
from benefits.providers.rules import KIND_WORDS
from benefits.providers.rules.measures import HEARD_WORDS, MEASURE_WORDS, OUTCOME_WORDS, Outcome
from benefits.providers.selectors.permits import (
    ACCOUNT,
    ACCOUNT_DECIDE,
    CLIENT,
    DECIDE,
    PREPARE,
    PROPOSE,
    REGISTER,
    SIGN,
    institutions_seen_by,
    why_not,
)
from benefits.providers.views.done import done
from enrollment.registry.selectors import employer_numbered
from siadmin.agency.access import acting, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.insurances import LINE_OF, NAMES, SCHEME_ORDER
from siadmin.agency.models import Office
from siadmin.agency.posts import Post
from siadmin.kernel.identifiers.masking import masked

A_PAGE = 30
_LATEST = 5
WHO = (*LOOKERS, Post.ADMINISTRATOR)
_WORDS = {"kinds": KIND_WORDS, "measure_words": MEASURE_WORDS, "outcomes": OUTCOME_WORDS, "heard": HEARD_WORDS}
OUTCOME_KINDS = {"": "act", Outcome.IMPOSED: "late", Outcome.DROPPED: "back"}


@staff(*WHO)
@reads
def institutions(request: HttpRequest) -> HttpResponse:
    """Those of the regions in reach, by name."""
    return _list(request)


def _list(request: HttpRequest, form: InstitutionForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    viewer = acting(request)
    found = institutions_seen_by(viewer).order_by("employer__name")
    shown = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "doors": [(url, icon, label) for name, icon, label in _doors() if (url := open_page(looking(request), name))],
        "form": form or (InstitutionForm() if Post.CLERK in viewer.posts else None),
    }
    return render(request, "providers/institutions.html", shown | _WORDS | more, status=status)


def _doors() -> list[tuple[str, str, str]]:
    """What stands beside institutions, also of the room above: name, icon, label."""
    return [
        ("catalogue_files", "ti-list-details", gettext("Catalogue")),
        ("bill_flags", "ti-flag", gettext("Flags")),
        ("clearings", "ti-building-bank", gettext("Clearings")),
        ("day_differences", "ti-arrows-diff", gettext("Days that differ")),
        ("provider_spending", "ti-chart-bar", gettext("Spending")),
    ]


@staff(Post.CLERK)
@writes
def institution_register(request: HttpRequest) -> HttpResponse:
    """An employer is registered as an institution."""
    form = InstitutionForm(request.POST)

    def act() -> None:
        told = dict(form.cleaned_data)
        actions.register_institution(
            employer=employer_numbered(told.pop("employer").upper()), by=user_of(request), at=timezone.now(), **told
        )

    return done(
        request, form, act, lambda **more: _list(request, form, **more), gettext("Registered."), ("institutions",)
    )


@staff(*WHO)
@reads
def institution(request: HttpRequest, number: str) -> HttpResponse:
    """One institution with everything that was agreed and decided."""
    return _page(request, _own(request, number))


def _own(request: HttpRequest, number: str) -> Institution:
    return get_object_or_404(institutions_seen_by(acting(request)), number=number)


def _page(request: HttpRequest, own: Institution, status: int = 200, **more: Any) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    lines = acting(request).lines
    may = {
        act: why_not(act, own.region, (), user, today) is None
        for act in (REGISTER, PREPARE, SIGN, CLIENT, PROPOSE, DECIDE, ACCOUNT, ACCOUNT_DECIDE)
    }
    filled = more.pop("filled", {})
    forms = {
        "agreement_form": AgreementForm(covered=_covered(lines), auto_id="agreement-%s") if may[PREPARE] else None,
        "department_form": DepartmentForm(auto_id="department-%s") if may[REGISTER] else None,
        "client_form": ClientForm(auto_id="client-%s") if may[CLIENT] else None,
        "measure_form": MeasureForm(departments=own.departments.all(), auto_id="measure-%s") if may[PROPOSE] else None,
        "decide_form": DecideForm(auto_id="decide-%s") if may[DECIDE] else None,
        "account_form": AccountForm(auto_id="account-%s") if may[ACCOUNT] else None,
        "account_decide_form": AccountDecideForm(auto_id="account-decide-%s") if may[ACCOUNT_DECIDE] else None,
        "revoke_form": ReasonForm(auto_id="revoke-%s") if may[CLIENT] else None,
    } | filled
    shown = {
        "own": own,
        "agreements": own.agreements.prefetch_related("scopes").order_by("-version"),
        "insurances": NAMES,
        "departments": own.departments.order_by("code"),
        "clients": own.clients.select_related("application").order_by("pk"),
        "measures": own.measures.select_related("hearing", "department", "letter").order_by("-pk"),
        "account": masked(own.account),
        "account_changes": _account_changes(own),
        "outcome_kinds": OUTCOME_KINDS,
        "may": may,
        "today": today,
        "settled": open_page(looking(request), "institution_settled", own.number),
    }
    return render(request, "providers/institution.html", shown | forms | _WORDS | more, status=status)


def _account_changes(own: Institution) -> list[tuple[AccountChange, str]]:
    """The latest, each with its number masked."""
    found = own.account_changes.select_related("proposed_by", "decided_by").order_by("-pk")[:_LATEST]
    return [(each, masked(each.account)) for each in found]


def _covered(lines: frozenset[str]) -> list[str]:
    """Insurances of the viewer's line."""
    return [each for each in SCHEME_ORDER if LINE_OF[each] in lines]


def _filled(request: HttpRequest, own: Institution, name: str, form: Any) -> Any:
    return lambda **more: _page(request, own, filled={name: form}, **more)


@staff(Post.CLERK)
@writes
def agreement_prepare(request: HttpRequest, number: str) -> HttpResponse:
    """Prepared; another person signs it."""
    own = _own(request, number)
    form = AgreementForm(request.POST, covered=_covered(acting(request).lines), auto_id="agreement-%s")

    def act() -> None:
        actions.prepare_agreement(institution=own, by=user_of(request), at=timezone.now(), **form.cleaned_data)

    page = _filled(request, own, "agreement_form", form)
    return done(request, form, act, page, gettext("Prepared; another person signs it."), ("institution", own.number))


@staff(Post.APPROVER)
@writes
def agreement_sign(request: HttpRequest, number: str) -> HttpResponse:
    """Signed by another person: in force on its days."""
    within = institutions_seen_by(acting(request))
    agreement = get_object_or_404(Agreement.objects.filter(institution__in=within), number=number)
    own = _own(request, agreement.institution.number)

    def act() -> None:
        actions.sign_agreement(agreement_id=agreement.pk, by=user_of(request), at=timezone.now())

    return done(
        request, None, act, lambda **more: _page(request, own, **more), gettext("Signed."), ("institution", own.number)
    )


@staff(Post.CLERK)
@writes
def institution_account(request: HttpRequest, number: str) -> HttpResponse:
    """Another account is proposed; another person decides."""
    own, form = _own(request, number), AccountForm(request.POST, auto_id="account-%s")

    def act() -> None:
        actions.propose_account(institution=own, by=user_of(request), at=timezone.now(), **form.cleaned_data)

    page = _filled(request, own, "account_form", form)
    return done(request, form, act, page, gettext("Proposed; another person decides."), ("institution", own.number))


@staff(Post.APPROVER)
@writes
def institution_account_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approved or dropped, by another person than proposed it."""
    within = institutions_seen_by(acting(request))
    change = get_object_or_404(AccountChange.objects.filter(institution__in=within), pk=pk)
    own = _own(request, change.institution.number)
    form = AccountDecideForm(request.POST, auto_id="account-decide-%s")

    def act() -> None:
        is_approved = form.cleaned_data["outcome"] == APPROVED
        actions.decide_account(change_id=change.pk, is_approved=is_approved, by=user_of(request), at=timezone.now())

    page = _filled(request, own, "account_decide_form", form)
    return done(request, form, act, page, gettext("Decided."), ("institution", own.number))


@staff(Post.CLERK)
@writes
def department_open(request: HttpRequest, number: str) -> HttpResponse:
    """A department is registered."""
    own, form = _own(request, number), DepartmentForm(request.POST, auto_id="department-%s")

    def act() -> None:
        actions.open_department(institution=own, by=user_of(request), at=timezone.now(), **form.cleaned_data)

    page = _filled(request, own, "department_form", form)
    return done(request, form, act, page, gettext("Registered."), ("institution", own.number))


@staff(Post.ADMINISTRATOR)
@writes
def client_issue(request: HttpRequest, number: str) -> HttpResponse:
    """Credentials are shown once, on this page."""
    own, form = _own(request, number), ClientForm(request.POST, auto_id="client-%s")
    if not form.is_valid():
        return _page(request, own, status=422, filled={"client_form": form})
    client, secret = actions.issue_client(
        institution=own, name=form.cleaned_data["name"], by=user_of(request), at=timezone.now()
    )
    return _page(request, own, issued=client, secret=secret)


@staff(Post.ADMINISTRATOR)
@writes
def client_revoke(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Its tokens open nothing from now on."""
    own, form = _own(request, number), ReasonForm(request.POST, auto_id="revoke-%s")
    client = get_object_or_404(ProviderClient.objects.filter(institution=own), pk=pk)

    def act() -> None:
        actions.revoke_client(client=client, by=user_of(request), at=timezone.now(), reason=form.cleaned_data["reason"])

    page = _filled(request, own, "revoke_form", form)
    return done(request, form, act, page, gettext("Revoked."), ("institution", own.number))


@staff(Post.CLERK)
@writes
def measure_propose(request: HttpRequest, number: str) -> HttpResponse:
    """Proposed and told to the institution by a letter."""
    own = _own(request, number)
    form = MeasureForm(request.POST, departments=own.departments.all(), auto_id="measure-%s")

    def act() -> None:
        reach = next(each for each in acting(request).reaches if own.region.path.startswith(each.path))
        office = Office.objects.get(region_id=reach.region_code, line=reach.line)
        actions.propose_measure(
            institution=own, office=office, by=user_of(request), at=timezone.now(), **form.cleaned_data
        )

    page = _filled(request, own, "measure_form", form)
    said = gettext("Proposed; the institution was told and may state its case.")
    return done(request, form, act, page, said, ("institution", own.number))


@staff(Post.CLERK)
@writes
def measure_silence(request: HttpRequest, number: str) -> HttpResponse:
    """The days to state the case passed unused."""
    measure, own = _measure(request, number)

    def act() -> None:
        actions.record_silence(measure_id=measure.pk, by=user_of(request), at=timezone.now())

    page = lambda **more: _page(request, own, **more)  # noqa: E731
    return done(request, None, act, page, gettext("On record."), ("institution", own.number))


@staff(Post.APPROVER)
@writes
def measure_decide(request: HttpRequest, number: str) -> HttpResponse:
    """Imposed or dropped, by another person than proposed it."""
    measure, own = _measure(request, number)
    form = DecideForm(request.POST, auto_id="decide-%s")

    def act() -> None:
        actions.decide_measure(
            measure_id=measure.pk, outcome=Outcome(form.cleaned_data["outcome"]),
            decision=form.cleaned_data["decision"], by=user_of(request), at=timezone.now(),
        )  # fmt: skip

    page = _filled(request, own, "decide_form", form)
    return done(request, form, act, page, gettext("Decided."), ("institution", own.number))


def _measure(request: HttpRequest, number: str) -> tuple[Measure, Institution]:
    within = institutions_seen_by(acting(request))
    measure = get_object_or_404(Measure.objects.filter(institution__in=within), number=number)
    return measure, _own(request, measure.institution.number)
