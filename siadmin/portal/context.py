"""The frame around every page: navigation for the viewer, who is looking, large print, Beijing time.

An entry of the navigation appears when its page exists and the viewer may use it: a page that is not there yet is
left out, never a dead link.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, gettext_lazy, ngettext

from enrollment.registry.models import Employer
from siadmin.agency.access import page_at
from siadmin.agency.insurances import LINE_NAMES, Line
from siadmin.agency.models import Region
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen
from siadmin.letters.selectors import unread_count

LARGE_PRINT_COOKIE = "large_print"
VISITOR = Viewer()

BUSINESS = frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER})
FINANCE = frozenset({Post.ACCOUNTANT, Post.CASHIER, Post.DIRECTOR, Post.AUDITOR})
CONTROL = frozenset({Post.AUDITOR, Post.ADMINISTRATOR})


INSTITUTIONS_OWN = "employer_institution"  # shown where the employer settles directly


@dataclass(frozen=True)
class Place:
    """One entry as it is declared: label, URL name, who sees it, and the names of other pages that belong to it.

    `line`: it is the work of one line alone; nothing where both have it.
    """

    label: Any
    name: str
    posts: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    line: str = ""

    def is_of(self, viewer: Viewer) -> bool:
        return bool(self.posts & viewer.posts) and (not self.line or self.line in viewer.lines)


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool


STAFF_PLACES = (
    Place(gettext_lazy("My work"), "work", frozenset(Post.values)),
    Place(
        gettext_lazy("People and employers"),
        "search",
        BUSINESS | {Post.DIRECTOR, Post.AUDITOR},
        (
            "person",
            "person_unmask",
            "person_five",
            "person_letters",
            "employer",
            "employer_unmask",
            "alike",
            "alike_apart",
        ),
    ),
    Place(
        gettext_lazy("Cases"),
        "cases",
        BUSINESS | {Post.DIRECTOR, Post.AUDITOR},
        ("matters", "matter_start", "matter_receive", "absences", "absence_record", "visits", "visit", "visit_start"),
    ),
    Place(
        gettext_lazy("Injuries of work"),
        "injuries",
        BUSINESS | {Post.DIRECTOR, Post.AUDITOR},
        ("injury",),
        Line.HRSS,
    ),
    Place(gettext_lazy("Insured projects"), "projects", BUSINESS | {Post.DIRECTOR, Post.AUDITOR}, (), Line.HRSS),
    Place(
        gettext_lazy("Outreach"),
        "outreach",
        BUSINESS | {Post.DIRECTOR, Post.AUDITOR},
        (
            "finding",
            "finding_contact",
            "finding_unmask",
            "registers",
            "register_batch",
            "mismatches",
            "coverage",
            "orders",
        ),
    ),
    Place(gettext_lazy("Coverage"), "coverage", frozenset({Post.ADMINISTRATOR})),
    Place(
        gettext_lazy("Transfers"),
        "transfers",
        BUSINESS | {Post.DIRECTOR, Post.ACCOUNTANT, Post.AUDITOR},
        ("transfer", "transfer_act"),
    ),
    Place(
        gettext_lazy("Benefit payments"),
        "payment_runs",
        BUSINESS | {Post.DIRECTOR, Post.ACCOUNTANT, Post.CASHIER, Post.AUDITOR},
        (
            "payment_run",
            "payment_sending",
            "suspicions",
            "suspicion_ask",
            "suspicion_entrusting",
            "suspicion_entrust",
            "entrustments",
            "entrustment",
            "entrustment_report",
            "overpayments",
            "rises",
            "rise",
            "rise_open",
            "rise_act",
            "allowances_near_age",
            "allowance_appraisals",
            "accounts_unclaimed",
            "unemployment_medical",
            "unemployment_medical_payment",
            "unemployment_medical_pay",
        ),
    ),
    Place(
        gettext_lazy("Institutions"),
        "institutions",
        BUSINESS | FINANCE | {Post.ADMINISTRATOR},
        (
            "institution",
            "institution_settled",
            "catalogue_files",
            "catalogue_file",
            "bill_flags",
            "clearings",
            "clearing",
            "day_differences",
            "provider_spending",
        ),
        Line.HS,
    ),
    Place(
        gettext_lazy("Declarations"),
        "declarations",
        BUSINESS,
        (
            "tax_files",
            "tax_file",
            "wage_disputes",
            "told_late",
            "history_files",
            "history_file",
            "history_upload",
            "history_send",
            "history_submit",
            "history_approve",
            "history_send_back",
            "history_withdraw",
        ),
    ),
    Place(gettext_lazy("Tax declarations"), "tax_files", frozenset({Post.ACCOUNTANT}), ("tax_file",)),
    Place(
        gettext_lazy("Contributions"),
        "contributions",
        BUSINESS,
        (
            "work_bill",
            "why_bill",
            "why_line",
            "bill_people",
            "hand_assessments",
            "hand_assessment",
            "prepare_month_by_hand",
            "approve_month_by_hand",
            "send_month_by_hand_back",
            "own_payers",
            "subsidies",
            "subsidy_claim",
        ),
    ),
    Place(gettext_lazy("Letters"), "letters", BUSINESS | {Post.DIRECTOR, Post.AUDITOR}, ("letter",)),
    Place(gettext_lazy("Texts"), "texts", frozenset({Post.ADMINISTRATOR})),
    Place(gettext_lazy("Funds"), "funds", FINANCE | {Post.ADMINISTRATOR}, ("funding_plans", "funding_plan_prepare")),
    Place(gettext_lazy("Proof"), "proof", FINANCE | {Post.ADMINISTRATOR}),
    Place(
        gettext_lazy("Runs"),
        "runs",
        FINANCE | {Post.ADMINISTRATOR, Post.REVIEWER, Post.APPROVER},
        ("account_years", "account_year"),
    ),
    Place(gettext_lazy("Receipts"), "receipts", FINANCE, ("payments_in_trouble", "subsidies", "subsidy_claim")),
    Place(gettext_lazy("Trail"), "trail", CONTROL),
    Place(
        gettext_lazy("Policy values"),
        "policy_values",
        frozenset(Post.values),
        (
            "dry_run",
            "dry_run_employers",
            "dry_run_people",
            "resettlement",
            "resettlements",
            "resettlement_put_forward",
            "resettlement_let_go",
            "resettlement_send_back",
        ),
    ),
)
EMPLOYER_PLACES = (
    Place(gettext_lazy("Home"), "employer_home"),
    Place(
        gettext_lazy("Declaration"),
        "employer_declaration",
        also=("employer_check", "employer_receipt", "employer_basket"),
    ),
    Place(
        gettext_lazy("Our people"),
        "employer_people",
        also=("employer_letters", "employer_acknowledgements", "employer_injuries"),
    ),
    Place(gettext_lazy("Bills and payments"), "employer_bills", also=("why_bill", "why_line", "employer_projects")),
    Place(gettext_lazy("Matters"), "employer_matters"),
    Place(gettext_lazy("Direct settlement"), INSTITUTIONS_OWN, also=("employer_measure_state",)),
    Place(gettext_lazy("Disputed months"), "employer_disputes", also=("employer_dispute", "employer_dispute_answer")),
)
CITIZEN_PLACES = (
    Place(
        gettext_lazy("My record"),
        "citizen_home",
        also=("citizen_month", "citizen_history", "why_line", "citizen_wages"),
    ),
    Place(gettext_lazy("My insurances"), "citizen_five"),
    Place(gettext_lazy("My missing months"), "citizen_missing_months"),
    Place(
        gettext_lazy("I pay for myself"),
        "citizen_own",
        also=("citizen_own_join", "citizen_own_change", "citizen_tier", "citizen_order", "citizen_orders"),
    ),
    Place(gettext_lazy("My accounts"), "citizen_accounts"),
    Place(gettext_lazy("My benefits"), "citizen_benefits", also=("citizen_injuries", "citizen_care", "citizen_bill")),
    Place(gettext_lazy("My certificates"), "citizen_certificate", also=("citizen_statement", "citizen_statement_year")),
    Place(
        gettext_lazy("My matters"),
        "citizen_matters",
        also=("life_events", "citizen_agents", "agent_matters", "agent_case", "citizen_transfers"),
    ),
)
VISITOR_PLACES = (
    Place(gettext_lazy("Home"), "home"),
    Place(gettext_lazy("What happened?"), "life_events"),
    Place(gettext_lazy("Service guides"), "guides", also=("guide",)),
    Place(gettext_lazy("Check a payroll file"), "precheck"),
    Place(gettext_lazy("Policy values"), "public_policy"),
)


@dataclass(frozen=True)
class Frame:
    """What `base.html` draws around a page."""

    navigation: list[Entry]
    now: dt.datetime
    is_demo: bool
    is_large_print: bool
    here: str
    kind: str
    place: str
    name: str
    role: str
    unread: int

    @property
    def ground(self) -> str:
        """Dense paper where staff and employers work, calm white where citizens read."""
        return "dense" if self.kind in ("staff", "employer") else "calm narrow"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; built when a template first asks, so that fragments cost nothing."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def kind_of(viewer: Viewer) -> str:
    """staff, employer, citizen or visitor: which home a viewer has."""
    if viewer.is_staff:
        return "staff"
    if viewer.employer_ids:
        return "employer"
    return "citizen" if viewer.person_id is not None else "visitor"


def _frame(request: HttpRequest) -> Frame:
    viewer: Viewer = getattr(request, "viewer", VISITOR)
    kind = kind_of(viewer)
    employer = _employer_in_view(request, viewer) if kind == "employer" else None
    place, role = _place_and_role(viewer, kind, employer)
    user = viewer.user
    return Frame(
        navigation=_navigation(request, viewer, kind, employer),
        now=timezone.localtime(),
        is_demo=settings.DEMO,
        is_large_print=request.COOKIES.get(LARGE_PRINT_COOKIE) == "1",
        here=request.get_full_path() if request.method == "GET" else page_at(request.path),
        kind=kind,
        place=place,
        name=chosen(zh=user.display_name, en=user.display_name_en or user.display_name) if user else "",
        role=role,
        unread=unread_count(viewer),
    )


def _employer_in_view(request: HttpRequest, viewer: Viewer) -> Employer | None:
    """The employer the page is about, else the only one the user acts for."""
    own = Employer.objects.filter(pk__in=viewer.employer_ids).select_related("institution")
    number = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    if number is not None and (named := own.filter(number=number).first()):
        return named
    return own.first() if len(viewer.employer_ids) == 1 else None


def _navigation(request: HttpRequest, viewer: Viewer, kind: str, employer: Employer | None) -> list[Entry]:
    """The places with the present one marked: the page itself, one that belongs to it, or one below its address.

    What is sent and cannot be done is answered on the page it was sent from.
    """
    found = list(_places(viewer, kind, employer))
    match = request.resolver_match if request.method == "GET" else resolve(page_at(request.path))
    name = match.url_name if match else None
    here = next((url for place, url in found if name == place.name or name in place.also), "")
    if not here:
        here = max((url for _, url in found if url != "/" and request.path.startswith(url)), key=len, default="")
    return [Entry(str(place.label), url, url == here) for place, url in found]


def _places(viewer: Viewer, kind: str, employer: Employer | None) -> Iterator[tuple[Place, str]]:
    """The places that exist for this viewer, with their URLs, in order."""
    groups: list[tuple[tuple[Place, ...], tuple[str, ...]]] = []
    if kind == "staff":
        groups.append((tuple(place for place in STAFF_PLACES if place.is_of(viewer)), ()))
    if viewer.employer_ids:
        own = (
            (_of_employer(employer), (employer.number,))
            if employer
            else ((Place(gettext("Employers"), "employers"),), ())
        )
        groups.append(own)
    if viewer.person_id is not None:
        groups.append((CITIZEN_PLACES, ()))
    for places, arguments in groups or [(VISITOR_PLACES, ())]:
        for place in places:
            try:
                yield place, reverse(place.name, args=arguments)
            except NoReverseMatch:
                continue


def _of_employer(employer: Employer) -> tuple[Place, ...]:
    settles = hasattr(employer, "institution")
    return tuple(place for place in EMPLOYER_PLACES if settles or place.name != INSTITUTIONS_OWN)


def _place_and_role(viewer: Viewer, kind: str, employer: Employer | None) -> tuple[str, str]:
    """The line under the brand, and the line under the viewer's name."""
    if kind == "staff":
        codes = [code for code in viewer.reaches[0].path.split("/") if code]
        regions = Region.objects.in_bulk(codes)
        names = [chosen(zh=regions[code].name_zh, en=regions[code].name_en) for code in codes if code in regions]
        line = str(LINE_NAMES[viewer.reaches[0].line])
        posts = chosen(zh="、", en=", ").join(dict.fromkeys(str(NAMES[reach.post]) for reach in viewer.reaches))
        near = names[-1] if names else ""
        return " · ".join(names[1:][-2:] or names), chosen(zh=f"{posts} · {near}{line}", en=f"{posts} · {near}, {line}")
    if kind == "employer":
        count = len(viewer.employer_ids)
        several = ngettext("%(count)s employer", "%(count)s employers", count) % {"count": count}
        name = chosen(zh=employer.name, en=employer.name_en or employer.name) if employer else several
        return gettext("For employers"), name
    if kind == "citizen":
        return gettext("For you"), gettext("Myself")
    return gettext("Online services"), ""
