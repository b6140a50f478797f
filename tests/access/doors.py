"""The table of doors: route name → whom it admits, knocking with Beijing's objects."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from contributions.declarations.models import ContributionWage
from enrollment.registry.models import Delegate
from siadmin.agency.posts import Post
from siadmin.portal.obligations import key_of
from tests.access.world import World
from tests.api import doors as api

STAFF = frozenset(Post.values)
LOOKERS = frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR})
FINANCE = frozenset({Post.ACCOUNTANT, Post.CASHIER, Post.DIRECTOR, Post.AUDITOR, Post.ADMINISTRATOR})
EVERYBODY = "everybody"


def everywhere(posts: frozenset[Post] | frozenset[str]) -> frozenset[str]:
    """Posts of any line and region: pages about no particular object."""
    return frozenset(f"{prefix}{post}" for post in posts for prefix in ("", "hs_", "far_"))


def both_lines(posts: frozenset[Post] | frozenset[str]) -> frozenset[str]:
    """Posts of either line in the object's region."""
    return frozenset(f"{prefix}{post}" for post in posts for prefix in ("", "hs_"))


def here(posts: frozenset[Post] | frozenset[str]) -> frozenset[str]:
    """Posts of the object's own line and region."""
    return frozenset(str(post) for post in posts)


def healthcare(posts: frozenset[Post] | frozenset[str]) -> frozenset[str]:
    """Posts of the healthcare line in the object's region."""
    return frozenset(f"hs_{post}" for post in posts)


@dataclass(frozen=True)
class Door:
    """Whom a route admits, with which arguments and what is sent. `post` knocks with POST."""

    admits: frozenset[str] | str
    arguments: tuple[str, ...] = ()
    given: Callable[[World], dict[str, Any]] | None = None
    post: bool = False
    query: str = ""
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def is_about_something(self) -> bool:
        """The address names an object."""
        return bool(self.arguments or self.given)

    def url(self, name: str, world: World) -> str:
        values = world.arguments(*self.arguments) | (self.given(world) if self.given else {})
        return reverse(name, kwargs=values) + self.query


ANY_DELEGATE = frozenset({"delegate", "far_delegate"})
OWN = frozenset({"delegate"})
CITIZENS = frozenset({"citizen", "far_citizen"})
CLERK = frozenset({Post.CLERK})
APPROVER = frozenset({Post.APPROVER})
ADMINISTRATOR = frozenset({Post.ADMINISTRATOR})
ACCOUNTANT = frozenset({Post.ACCOUNTANT})
CLAIMANTS = frozenset({Post.CLERK, Post.REVIEWER})
HANDLERS = frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER})
GRANTERS = frozenset({Post.REVIEWER, Post.APPROVER, Post.DIRECTOR})
SIGNED_IN = "signed in"
CITIZEN_OF_THE_OBJECT = frozenset({"citizen"})
AGENT = frozenset({"far_citizen"})


def _calendar(world: World) -> dict[str, Any]:
    """The address of a delegate of the employer: who has it needs no account."""
    delegate = Delegate.objects.filter(employer=world.employer).select_related("user", "employer").earliest("pk")
    return {"key": key_of(delegate.user, delegate.employer, "zh-hans")}


def _institution(world: World) -> dict[str, Any]:
    return {"number": world.hospital.institution.number}


def _silent(world: World) -> dict[str, Any]:
    """The month of an employer that declared nothing."""
    return world.arguments("month") | {"number": world.silent.number}


def _pool(world: World) -> dict[str, Any]:
    return {"code": world.run.parameters["region"]}


def _letter(world: World) -> dict[str, Any]:
    return {"number": world.letter.number}


def _case(world: World) -> dict[str, Any]:
    """A case of a person of Beijing, at the HRSS office there."""
    return {"number": world.case.number}


def _for_a_person(world: World) -> dict[str, Any]:
    return {"code": "toy_name", "number": world.person.number}


def _own_case(world: World) -> dict[str, Any]:
    return {"case": world.case.number}


def _visit(world: World) -> dict[str, Any]:
    """A visit ordered at the HRSS office of Beijing."""
    return {"number": world.visit.number}


def _mandate_of_a_person(world: World) -> dict[str, Any]:
    """By which a citizen of elsewhere acts for a person of Beijing."""
    return {"number": world.person.number, "which": world.mandate.number}


def _represented(world: World) -> dict[str, Any]:
    return {"number": world.person.number}


def _represented_case(world: World) -> dict[str, Any]:
    return {"number": world.person.number, "case": world.agent_case.number}


def _year(world: World) -> dict[str, Any]:
    """Last year of the pension accounts of Beijing."""
    return {"code": "110000", "account": "pension_employee", "year": 2025}


def _interest(world: World) -> dict[str, Any]:
    """A year of the account of a person of Beijing."""
    return {"year": 2025, "account": "pension_employee", "code": "110000"}


def _wage(world: World) -> dict[str, Any]:
    """Declared for a person of Beijing: whoever else answers is told that it is not theirs."""
    return {"pk": ContributionWage.objects.filter(employer=world.employer, superseded_at=None).latest("pk").pk}


def _dispute(world: World) -> dict[str, Any]:
    return {"case": world.dispute.case.number}


def _tier(world: World) -> dict[str, Any]:
    return {"scheme": "pension_resident", "year": 2026}


def _order(world: World) -> dict[str, Any]:
    """A payment of a person of Beijing, paid twice."""
    return {"number": world.order.number}


def _order_file(world: World) -> dict[str, Any]:
    """A list of orders of a platform of Beijing, checked and not declared."""
    return world.arguments("number") | {"file": world.order_file.number}


def _claim(world: World) -> dict[str, Any]:
    """What Beijing asks government for, for its residents' pension."""
    return {"number": world.claim.number}


def _transfer(world: World) -> dict[str, Any]:
    return {"number": world.transfer.number}


def _rise(world: World) -> dict[str, Any]:
    return {"number": world.rise.number}


def _payment_run(world: World) -> dict[str, Any]:
    return {"number": world.bank_file.batch.payment_run.number}


def _pk(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": getattr(world, name).pk}


def _employment(world: World) -> dict[str, Any]:
    return {"number": world.employer.number, "pk": world.employer.employments.earliest("pk").pk}


def _staff_list(world: World) -> dict[str, Any]:
    return {"number": world.employer.number, "which": world.staff_list.number}


WANTED = {"what": "participation", "line": "hrss", "language": "zh"}
YEAR_SETTLERS = frozenset({Post.REVIEWER, Post.APPROVER})
YEAR_LOOKERS = FINANCE - {Post.CASHIER} | {Post.REVIEWER, Post.APPROVER}
DECIDERS = frozenset({Post.REVIEWER, Post.APPROVER})
TAX_READERS = frozenset({Post.CLERK, Post.ACCOUNTANT, Post.REVIEWER, Post.AUDITOR})
RUNS = FINANCE | {Post.CLERK, Post.REVIEWER, Post.APPROVER}
MONEY = everywhere(FINANCE)
RECEIVERS = frozenset({Post.CLERK, Post.ACCOUNTANT, Post.CASHIER, Post.DIRECTOR, Post.AUDITOR})
STARTERS = frozenset({Post.REVIEWER, Post.APPROVER, Post.ADMINISTRATOR})
SETTLERS = frozenset({Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER})
BILLERS = LOOKERS | {Post.ACCOUNTANT}
MOVERS = LOOKERS | {Post.ACCOUNTANT}
PAYERS = MOVERS | {Post.CASHIER}
CONTROLLERS = frozenset({Post.AUDITOR, Post.ADMINISTRATOR})
DRAFT = ("number", "draft")
MONTH = ("number", "month")

# Doors that are not ours: sign-in and second factor (django-allauth), and the API, which has a test of its own.
ELSEWHERE = {
    "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password",
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    *api.DOORS, *api.PUBLIC,
}  # fmt: skip

DOORS: dict[str, Door] = {
    # everybody
    "home": Door(EVERYBODY),
    "public_estimate": Door(EVERYBODY),
    "life_events": Door(EVERYBODY),
    "language": Door(EVERYBODY, post=True, body={"language": "en"}),
    "activate": Door(EVERYBODY),
    "activate_code": Door(EVERYBODY),
    "activate_account": Door(EVERYBODY),
    "activate_again": Door(EVERYBODY, post=True),
    "large_print": Door(EVERYBODY, post=True),
    "precheck": Door(EVERYBODY),
    "verify_document": Door(EVERYBODY),
    "verify_code": Door(EVERYBODY, given=lambda w: {"code": w.letter_code}),
    # what we tell people
    "messages": Door(SIGNED_IN),
    "messages_read": Door(SIGNED_IN, post=True),
    "message_open": Door(CITIZEN_OF_THE_OBJECT, given=_pk("message"), post=True),
    "message_letter": Door(CITIZEN_OF_THE_OBJECT, given=_pk("message")),
    "letters": Door(everywhere(LOOKERS)),
    "letter": Door(here(LOOKERS), given=_letter),
    "letter_pdf": Door(here(LOOKERS) | CITIZEN_OF_THE_OBJECT, given=_letter),
    "letter_revoke": Door(
        here(frozenset({Post.REVIEWER, Post.APPROVER})), given=_letter, post=True, body={"reason": "填错"}
    ),
    "texts": Door(everywhere(frozenset({Post.ADMINISTRATOR}))),
    # staff
    "gallery": Door(everywhere(STAFF)),
    "work": Door(everywhere(STAFF)),
    "search": Door(everywhere(LOOKERS)),
    "alike": Door(everywhere(LOOKERS)),
    "alike_look": Door(everywhere(CLERK), post=True),
    "alike_apart": Door(both_lines(CLERK), given=_pk("likeness"), post=True, body={"reason": "双胞胎"}),
    "person": Door(both_lines(LOOKERS), given=lambda w: {"number": w.person.number}),
    "person_five": Door(both_lines(LOOKERS), given=lambda w: {"number": w.person.number}),
    "person_unmask": Door(
        both_lines(LOOKERS), given=lambda w: {"number": w.person.number}, post=True, body={"field": "identifier"}
    ),
    "employer": Door(both_lines(LOOKERS), ("number",)),
    "employer_unmask": Door(both_lines(LOOKERS), ("number",), post=True, body={"field": "bank_account"}),
    "declarations": Door(everywhere(frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR}))),
    "told_late": Door(everywhere(frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR}))),
    "tax_files": Door(everywhere(TAX_READERS)),
    "tax_file_sample": Door(everywhere(TAX_READERS)),
    "tax_file": Door(both_lines(TAX_READERS), given=_pk("tax_file")),
    "tax_file_send": Door(everywhere(frozenset({Post.CLERK, Post.ACCOUNTANT})), post=True),
    # employers
    "employers": Door(ANY_DELEGATE),
    "employer_home": Door(OWN, ("number",)),
    "employer_calendar": Door(OWN, ("number",)),
    "obligations": Door(EVERYBODY, given=_calendar),
    "employer_people": Door(OWN, ("number",)),
    "employer_start": Door(OWN, ("number",)),
    "employer_left": Door(OWN, ("number",)),
    "employer_late_explain": Door(OWN, given=_employment, post=True),
    "employer_staff_file": Door(OWN, ("number",)),
    "employer_staff_sample": Door(OWN, ("number",)),
    "employer_staff_list": Door(OWN, given=_staff_list),
    "employer_staff_take": Door(OWN, given=_staff_list, post=True),
    "employer_staff_discard": Door(OWN, given=_staff_list, post=True),
    "employer_leave": Door(OWN, ("number", "person")),
    "employer_declaration": Door(OWN, ("number",)),
    "employer_basket": Door(OWN, ("number",)),
    "employer_file_basket": Door(OWN, ("number",), post=True),
    "employer_month": Door(OWN, MONTH),
    "employer_unchanged": Door(OWN, MONTH, post=True),
    "employer_upload": Door(OWN, MONTH, post=True),
    "employer_grid": Door(OWN, MONTH),
    "employer_template": Door(OWN, MONTH, post=True),
    "employer_check": Door(OWN, DRAFT),
    "employer_correct": Door(OWN, ("number", "draft", "row"), post=True, body={"wage": "8000"}),
    "employer_aside": Door(OWN, ("number", "draft", "row"), post=True),
    "employer_accept": Door(OWN, DRAFT, post=True),
    "employer_submit": Door(OWN, DRAFT, post=True),
    "employer_discard": Door(OWN, DRAFT, post=True),
    "employer_report": Door(OWN, DRAFT),
    "employer_receipt": Door(OWN, ("number",), given=lambda w: {"draft": w.declaration.number}),
    # matters
    "guides": Door(EVERYBODY),
    "guide": Door(EVERYBODY, ("code",), given=lambda w: {"code": "toy_name"}),
    "cases": Door(everywhere(LOOKERS)),
    "case": Door(here(LOOKERS), given=_case),
    "case_facts": Door(here(CLERK), given=_case),
    "case_facts_change": Door(here(CLERK), given=_case, post=True),
    "case_paper_add": Door(here(CLERK), given=_case, post=True),
    "case_paper": Door(here(LOOKERS), given=lambda w: _case(w) | {"pk": w.paper.pk}),
    "case_unmask": Door(here(HANDLERS), given=_case, post=True, body={"field": "identifier", "reason": "compare"}),
    "case_act": Door(
        here(HANDLERS), given=lambda w: _case(w) | {"act": "handle"}, post=True, body={"seen_version": "0"}
    ),
    "matters": Door(everywhere(CLERK)),
    "matter_start": Door(both_lines(CLERK), given=_for_a_person),
    "matter_receive": Door(both_lines(CLERK), given=_for_a_person, post=True),
    "visits": Door(everywhere(LOOKERS)),
    "visit_start": Door(both_lines(CLERK), given=lambda w: {"number": w.person.number}),
    "visit_order": Door(both_lines(CLERK), given=lambda w: {"number": w.person.number}, post=True),
    "visit": Door(here(LOOKERS), given=_visit),
    "visit_sheet": Door(here(LOOKERS), given=_visit),
    "visit_plan": Door(here(CLERK), given=_visit, post=True, body={"seen_version": "0"}),
    "visit_report": Door(here(CLERK), given=_visit, post=True, body={"seen_version": "0"}),
    "visit_cancel": Door(here(CLERK), given=_visit, post=True, body={"seen_version": "0"}),
    "person_agents": Door(both_lines(LOOKERS), given=lambda w: {"number": w.person.number}),
    "mandate_end": Door(both_lines(CLERK), given=_mandate_of_a_person, post=True),
    "citizen_agents": Door(CITIZENS),
    "citizen_agent_end": Door(CITIZENS, given=lambda w: {"number": w.mandate.number}, post=True),
    "agent_matters": Door(AGENT, given=_represented),
    "agent_apply": Door(AGENT, given=lambda w: _represented(w) | {"code": "person_phone"}),
    "agent_apply_send": Door(AGENT, given=lambda w: _represented(w) | {"code": "person_phone"}, post=True),
    "agent_case": Door(AGENT, given=_represented_case),
    "agent_case_act": Door(
        AGENT, given=lambda w: _represented_case(w) | {"act": "withdraw"}, post=True, body={"seen_version": "0"}
    ),
    "agent_case_paper_add": Door(AGENT, given=_represented_case, post=True),
    "agent_case_paper": Door(AGENT, given=lambda w: _represented_case(w) | {"pk": w.agent_paper.pk}),
    "absences": Door(everywhere(GRANTERS)),
    "absence_record": Door(everywhere(GRANTERS), post=True),
    "absence_end": Door(here(GRANTERS), given=_pk("absence"), post=True),
    "citizen_matters": Door(CITIZENS),
    "citizen_apply": Door(CITIZENS, given=lambda w: {"code": "toy_name"}),
    "citizen_apply_send": Door(CITIZENS, given=lambda w: {"code": "toy_name"}, post=True),
    "citizen_case": Door(frozenset({"citizen"}), given=_own_case),
    "citizen_case_act": Door(
        frozenset({"citizen"}),
        given=lambda w: _own_case(w) | {"act": "withdraw"},
        post=True,
        body={"seen_version": "0"},
    ),
    "citizen_case_paper_add": Door(frozenset({"citizen"}), given=_own_case, post=True),
    "citizen_case_paper": Door(frozenset({"citizen"}), given=lambda w: _own_case(w) | {"pk": w.paper.pk}),
    "employer_matters": Door(OWN, ("number",)),
    "employer_apply": Door(OWN, ("number",), given=lambda w: {"code": "toy_address"}),
    "employer_apply_send": Door(OWN, ("number",), given=lambda w: {"code": "toy_address"}, post=True),
    "employer_case": Door(OWN, ("number",), given=lambda w: {"case": w.employer_case.number}),
    "employer_case_act": Door(
        OWN,
        ("number",),
        given=lambda w: {"case": w.employer_case.number, "act": "withdraw"},
        post=True,
        body={"seen_version": "0"},
    ),
    "employer_case_paper_add": Door(OWN, ("number",), given=lambda w: {"case": w.employer_case.number}, post=True),
    "employer_case_paper": Door(
        OWN, ("number",), given=lambda w: {"case": w.employer_case.number, "pk": w.employer_paper.pk}
    ),
    # citizens
    "citizen_home": Door(CITIZENS),
    "citizen_accounts": Door(CITIZENS),
    "citizen_interest": Door(CITIZEN_OF_THE_OBJECT, given=_interest),
    "citizen_certificate": Door(CITIZENS),
    "citizen_statement": Door(CITIZENS),
    "citizen_letter": Door(CITIZENS, post=True, body=WANTED),
    "citizen_statement_year": Door(CITIZENS, given=lambda w: {"year": 2025, "line": "hrss"}),
    "citizen_year_letter": Door(CITIZENS, given=lambda w: {"year": 2025, "line": "hrss"}, post=True),
    "citizen_wages": Door(CITIZENS),
    "citizen_wage_confirm": Door(CITIZENS, given=_wage, post=True),
    "citizen_wage_dispute": Door(CITIZENS, given=_wage, post=True, body={"remark": "少报"}),
    # certificates and statements
    "person_letters": Door(both_lines(HANDLERS), given=lambda w: {"number": w.person.number}),
    "person_letter": Door(both_lines(HANDLERS), given=lambda w: {"number": w.person.number}, post=True, body=WANTED),
    "employer_letters": Door(OWN, ("number", "person")),
    "employer_letter": Door(OWN, ("number", "person"), post=True, body=WANTED),
    # the yearly round
    "account_years": Door(everywhere(YEAR_LOOKERS)),
    "account_year": Door(here(YEAR_LOOKERS), given=_year),
    "account_year_start": Door(here(frozenset({Post.APPROVER})), given=_year, post=True),
    "account_year_again": Door(here(YEAR_SETTLERS), given=_year, post=True, body={"reason": "利率公布"}),
    "account_year_let_go": Door(here(frozenset({Post.APPROVER})), given=_year, post=True),
    "account_year_send_back": Door(here(frozenset({Post.APPROVER})), given=_year, post=True),
    "account_year_withdraw": Door(here(YEAR_SETTLERS), given=_year, post=True),
    "statements_start": Door(here(frozenset({Post.APPROVER})), given=_year, post=True),
    "employer_acknowledgements": Door(OWN, ("number",)),
    "employer_paper": Door(OWN, ("number",), post=True, body={"signed_on": "2026-11-20"}),
    "wage_disputes": Door(everywhere(frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR}))),
    "citizen_own": Door(CITIZENS),
    "citizen_own_join": Door(CITIZENS),
    "citizen_own_change": Door(CITIZENS),
    "citizen_own_stop": Door(CITIZENS, post=True),
    "citizen_tier": Door(CITIZENS, given=_tier),
    "citizen_tier_give_up": Door(CITIZENS, given=_tier, post=True),
    "citizen_pay": Door(CITIZENS, post=True),
    "citizen_order": Door(CITIZEN_OF_THE_OBJECT, given=_order),
    "citizen_order_close": Door(CITIZEN_OF_THE_OBJECT, given=_order, post=True),
    # Its credential is the channel's signature: without one, whoever knocks is answered that it is forged.
    "payment_callback": Door(EVERYBODY, given=lambda w: {"channel": "simulator"}, post=True),
    "simulated_payment": Door(EVERYBODY, given=lambda w: {"token": w.trade.token}),
    "simulated_payment_pay": Door(EVERYBODY, given=lambda w: {"token": w.trade.token}, post=True),
    "payments_in_trouble": Door(everywhere(ACCOUNTANT)),
    "stray_payment_end": Door(everywhere(ACCOUNTANT), given=_pk("stray"), post=True),
    "stray_payment_confirm": Door(everywhere(ACCOUNTANT), given=_pk("stray"), post=True),
    "platform_orders": Door(OWN, ("number",)),
    "platform_orders_send": Door(OWN, ("number",), post=True, body={"month": "2026-09"}),
    "platform_order_file": Door(OWN, given=_order_file),
    "platform_orders_declare": Door(OWN, given=_order_file, post=True),
    "citizen_orders": Door(CITIZENS),
    "own_payers": Door(everywhere(LOOKERS)),
    "subsidies": Door(everywhere(LOOKERS | ACCOUNTANT)),
    "subsidies_claim": Door(everywhere(CLAIMANTS), post=True),
    "subsidy_claim": Door(here(LOOKERS | ACCOUNTANT), given=_claim),
    "subsidy_receive": Door(here(ACCOUNTANT), given=_claim, post=True),
    # transfers
    "transfers": Door(everywhere(MOVERS)),
    "transfer": Door(here(MOVERS), given=_transfer),
    "transfer_act": Door(
        here(frozenset({Post.CLERK, Post.REVIEWER, Post.ACCOUNTANT})),
        given=lambda w: _transfer(w) | {"act": "prepare"},
        post=True,
        body={"seen_version": "0"},
    ),
    "transfer_overlap": Door(
        here(ACCOUNTANT), given=_transfer, post=True, body={"returned_on": "2026-11-23", "bank_reference": "B1"}
    ),
    "transfer_letter": Door(here(MOVERS), given=lambda w: _transfer(w) | {"letter": w.transfer.contact_letter.number}),
    "citizen_transfers": Door(CITIZENS),
    # payments
    "payment_runs": Door(everywhere(PAYERS)),
    "payment_run_open": Door(everywhere(CLERK), post=True),
    "payment_run": Door(here(PAYERS), given=_payment_run),
    "payment_act": Door(
        here(frozenset({Post.REVIEWER, Post.APPROVER})),
        given=lambda w: _payment_run(w) | {"act": "review"},
        post=True,
        body={"seen_version": "0"},
    ),
    "payment_lift": Door(here(frozenset({Post.REVIEWER})), given=_payment_run, post=True),
    "payment_again": Door(here(CLERK), given=lambda w: _payment_run(w) | {"row": 1}, post=True),
    "payment_sending": Door(here(frozenset({Post.CASHIER})), given=_payment_run),
    "payment_send": Door(here(frozenset({Post.CASHIER})), given=_payment_run, post=True),
    "payment_file": Door(
        here(frozenset({Post.CASHIER, Post.ACCOUNTANT})),
        given=lambda w: _payment_run(w) | {"file": w.bank_file.pk},
        post=True,
    ),
    "payment_answer": Door(here(ACCOUNTANT), given=lambda w: _payment_run(w) | {"file": w.bank_file.pk}, post=True),
    "suspicions": Door(everywhere(PAYERS)),
    "overpayments": Door(everywhere(PAYERS)),
    "rises": Door(everywhere(PAYERS)),
    "rise_open": Door(everywhere(CLERK), post=True),
    "rise": Door(here(PAYERS), given=_rise),
    "rise_act": Door(
        here(frozenset({Post.APPROVER})),
        given=lambda w: _rise(w) | {"act": "approve"},
        post=True,
        body={"seen_version": "0"},
    ),
    "suspicion_ask": Door(here(CLERK), given=_pk("suspicion"), post=True),
    "citizen_still_entitled": Door(CITIZENS, post=True),
    "citizen_wish_visit": Door(CITIZENS, post=True),
    "suspicion_entrusting": Door(here(CLERK), given=_pk("suspicion")),
    "suspicion_entrust": Door(here(CLERK), given=_pk("suspicion"), post=True),
    "entrustments": Door(everywhere(CLERK)),
    "entrustment": Door(here(PAYERS), given=_pk("entrustment")),
    "entrustment_report": Door(here(CLERK), given=_pk("entrustment"), post=True),
    "entrustment_paper": Door(here(PAYERS), given=_pk("entrustment")),
    "citizen_benefits": Door(CITIZENS),
    "citizen_care": Door(CITIZENS),
    # of a patient who has no account: to everybody it is as if it were not there
    "citizen_bill": Door(frozenset(), given=lambda w: {"number": w.flag.settlement.number}),
    "injuries": Door(everywhere(LOOKERS)),
    "injury": Door(here(LOOKERS), given=lambda w: {"number": w.injury.number}),
    "employer_injuries": Door(OWN, ("number",)),
    "projects": Door(everywhere(LOOKERS | {Post.ACCOUNTANT})),
    "employer_projects": Door(OWN, ("number",)),
    "citizen_injuries": Door(CITIZENS),
    "allowances_near_age": Door(everywhere(PAYERS)),
    "allowance_appraisals": Door(everywhere(PAYERS)),
    "accounts_unclaimed": Door(everywhere(PAYERS)),
    "unemployment_medical": Door(everywhere(PAYERS)),
    "unemployment_medical_payment": Door(here(PAYERS), given=lambda w: {"number": w.medical_payment.number}),
    "unemployment_medical_pay": Door(
        here(frozenset({Post.CASHIER})), given=lambda w: {"run": w.medical_payment.payment_run.number}, post=True
    ),
    "citizen_estimate": Door(CITIZENS),
    "citizen_five": Door(CITIZENS),
    # runs
    "runs": Door(everywhere(RUNS)),
    "run": Door(both_lines(RUNS), given=_pk("run")),
    "run_live": Door(both_lines(RUNS), given=_pk("run")),
    "run_pause": Door(both_lines(frozenset({Post.ADMINISTRATOR})), given=_pk("run"), post=True),
    "run_continue": Door(both_lines(frozenset({Post.ADMINISTRATOR})), given=_pk("run"), post=True),
    # institutions
    "institutions": Door(everywhere(PAYERS | ADMINISTRATOR)),
    "institution_register": Door(everywhere(CLERK), post=True),
    "institution": Door(both_lines(PAYERS | ADMINISTRATOR), given=_institution),
    "agreement_prepare": Door(both_lines(CLERK), given=_institution, post=True),
    "agreement_sign": Door(both_lines(APPROVER), given=lambda w: {"number": w.agreement.number}, post=True),
    "department_open": Door(both_lines(CLERK), given=_institution, post=True),
    "client_issue": Door(both_lines(ADMINISTRATOR), given=_institution, post=True),
    "client_revoke": Door(
        both_lines(ADMINISTRATOR), given=lambda w: _institution(w) | {"pk": w.hospital.client.pk}, post=True
    ),
    "measure_propose": Door(both_lines(CLERK), given=_institution, post=True),
    "measure_silence": Door(both_lines(CLERK), given=lambda w: {"number": w.measure.number}, post=True),
    "measure_decide": Door(both_lines(APPROVER), given=lambda w: {"number": w.measure.number}, post=True),
    "catalogue_files": Door(everywhere(PAYERS)),
    "catalogue_read": Door(everywhere(CLERK), post=True),
    "catalogue_file": Door(both_lines(PAYERS), given=lambda w: {"number": w.catalogue.number}),
    "catalogue_put": Door(
        both_lines(frozenset({Post.REVIEWER})), given=lambda w: {"number": w.catalogue.number}, post=True
    ),
    "bill_flags": Door(everywhere(PAYERS)),
    "bill_flag_decide": Door(healthcare(frozenset({Post.REVIEWER})), given=_pk("flag"), post=True),
    "clearings": Door(everywhere(PAYERS)),
    "clearing_open": Door(everywhere(CLERK), post=True),
    "clearing": Door(healthcare(PAYERS), given=lambda w: {"number": w.clearing.number}),
    "clearing_act": Door(
        healthcare(frozenset({Post.REVIEWER, Post.APPROVER, Post.CASHIER})),
        given=lambda w: {"number": w.clearing.number, "act": "review"},
        post=True,
        body={"seen_version": "0"},
    ),
    "clearing_leave_out": Door(
        healthcare(frozenset({Post.REVIEWER})),
        given=lambda w: {"number": w.clearing.number},
        post=True,
        body={"seen_version": "9"},
    ),
    "clearing_hold": Door(everywhere(frozenset({Post.REVIEWER})), post=True),
    "clearing_let_go": Door(healthcare(frozenset({Post.REVIEWER})), given=_pk("clearing_hold"), post=True),
    "clearing_file": Door(
        healthcare(frozenset({Post.CASHIER, Post.ACCOUNTANT})),
        given=lambda w: {"number": w.remittance.run.number, "file": w.remittance.file_id},
        post=True,
    ),
    "clearing_answer": Door(
        healthcare(frozenset({Post.ACCOUNTANT})),
        given=lambda w: {"number": w.remittance.run.number, "file": w.remittance.file_id},
        post=True,
    ),
    "clearing_pay_anew": Door(
        healthcare(frozenset({Post.CASHIER})),
        given=lambda w: {"number": w.remittance.run.number, "pk": w.remittance.pk},
        post=True,
    ),
    "institution_account": Door(both_lines(CLERK), given=_institution, post=True),
    "institution_account_decide": Door(both_lines(APPROVER), given=_pk("account_change"), post=True),
    "day_differences": Door(everywhere(PAYERS)),
    "institution_settled": Door(both_lines(PAYERS), given=_institution),
    "provider_spending": Door(everywhere(frozenset({Post.ADMINISTRATOR, Post.AUDITOR, Post.DIRECTOR}))),
    "employer_institution": Door(OWN, ("number",)),
    "employer_measure_state": Door(OWN, ("number",), given=lambda w: {"measure": w.measure.number}, post=True),
    # funds
    "funds": Door(MONEY),
    "book": Door(here(FINANCE), ("region", "fund")),
    "entry": Door(here(FINANCE), ("key",)),
    "closing": Door(MONEY),
    "closing_prepare": Door(
        here(frozenset({Post.ACCOUNTANT})), ("region", "fund"), post=True, body={"month": "2026-09"}
    ),
    "closing_close": Door(here(frozenset({Post.ACCOUNTANT, Post.DIRECTOR})), given=_pk("closing"), post=True),
    "funding_plans": Door(everywhere(FINANCE | {Post.APPROVER})),
    "funding_plan_prepare": Door(
        here(frozenset({Post.ACCOUNTANT})), ("region", "fund"), post=True, body={"month": "2026-11"}
    ),
    "funding_plan_sign": Door(
        here(frozenset({Post.APPROVER, Post.DIRECTOR})), given=lambda w: {"number": w.plan.number}, post=True
    ),
    "funding_plan_withdraw": Door(
        here(frozenset({Post.ACCOUNTANT})), given=lambda w: {"number": w.plan.number}, post=True
    ),
    "funding_plan_answer": Door(
        here(frozenset({Post.ACCOUNTANT, Post.APPROVER, Post.DIRECTOR})),
        given=lambda w: {"number": w.plan.number},
        post=True,
        body={"granted": "x"},
    ),
    "proof": Door(MONEY),
    "difference_take": Door(here(frozenset({Post.ACCOUNTANT})), given=_pk("difference"), post=True),
    "difference_explain": Door(
        here(frozenset({Post.ACCOUNTANT})), given=_pk("difference"), post=True, body={"note": "x"}
    ),
    "statements": Door(MONEY),
    "statement_sample": Door(MONEY),
    # why
    "why_line": Door(here(BILLERS) | {"delegate", "citizen"}, ("person", "month", "insurance", "number", "version")),
    "why_bill": Door(here(BILLERS) | {"delegate"}, ("number", "month", "fund", "version")),
    "employer_bills": Door(OWN, ("number",)),
    "payment_notice": Door(both_lines(BILLERS) | {"delegate"}, MONTH),
    "bill_people": Door(both_lines(BILLERS) | {"delegate"}, MONTH),
    "bill_people_file": Door(both_lines(BILLERS) | {"delegate"}, MONTH),
    "proof_check": Door(
        both_lines(FINANCE - {Post.CASHIER}),
        post=True,
        body={"region": "110000", "month": "2026-09"},
    ),
    "proof_export": Door(MONEY, ("kind",)),
    # without a region it shows the viewer's own: another region's accountant sees that, and nothing of Beijing
    "proof_rows": Door(here(FINANCE) | frozenset(f"far_{post}" for post in FINANCE), ("code", "fund")),
    "statement_import": Door(everywhere(frozenset({Post.ACCOUNTANT})), post=True),
    "bank_account_open": Door(everywhere(frozenset({Post.ACCOUNTANT})), post=True),
    "statement": Door(here(FINANCE), given=_pk("statement")),
    "draw": Door(here(FINANCE), given=_pk("draw")),
    "draw_confirm": Door(here(frozenset({Post.ACCOUNTANT})), given=_pk("draw"), post=True, body={"bank_reference": ""}),
    "statement_lines": Door(MONEY),
    "statement_line": Door(here(FINANCE), given=_pk("line")),
    "statement_line_take": Door(here(frozenset({Post.ACCOUNTANT})), given=_pk("line"), post=True),
    "statement_line_explain": Door(
        here(frozenset({Post.ACCOUNTANT})), given=_pk("line"), post=True, body={"note": "x"}
    ),
    "statement_line_match": Door(
        here(frozenset({Post.ACCOUNTANT})), given=_pk("line"), post=True, body={"posting_id": "1", "seen_rest_fen": "1"}
    ),
    # history from elsewhere
    "history_files": Door(everywhere(BILLERS)),
    "history_upload": Door(everywhere(CLERK)),
    "history_send": Door(everywhere(CLERK), post=True),
    "history_example": Door(everywhere(BILLERS)),
    "history_file": Door(here(BILLERS), given=_pk("history_file")),
    "history_problems": Door(here(BILLERS), given=_pk("history_file")),
    "history_submit": Door(here(CLERK), given=_pk("history_file"), post=True, body={"seen_version": "0"}),
    "history_withdraw": Door(here(CLERK), given=_pk("history_file"), post=True, body={"seen_version": "0"}),
    "history_confirm_money": Door(
        here(frozenset({Post.ACCOUNTANT})), given=_pk("history_file"), post=True, body={"seen_version": "0"}
    ),
    "history_approve": Door(here(DECIDERS), given=_pk("history_file"), post=True, body={"seen_version": "0"}),
    "history_send_back": Door(
        here(DECIDERS), given=_pk("history_file"), post=True, body={"seen_version": "0", "reason": "核对清单"}
    ),
    "citizen_history": Door(CITIZENS),
    # receipts
    "receipts": Door(everywhere(RECEIVERS)),
    "receipts_waiting": Door(everywhere(RECEIVERS)),
    "receipt": Door(here(RECEIVERS), given=_pk("receipt")),
    "receipt_allocate": Door(
        here(frozenset({Post.CLERK, Post.ACCOUNTANT})),
        given=_pk("receipt"),
        post=True,
        body={"bill": "1", "amount": "1", "seen_allocations": "0"},
    ),
    "receipt_late_fee": Door(
        here(frozenset({Post.CLERK, Post.ACCOUNTANT})),
        given=_pk("receipt"),
        post=True,
        body={"fee": "E-0/2026-09", "amount": "1", "reason": "x"},
    ),
    "refunds": Door(everywhere(RECEIVERS | HANDLERS)),
    "refund_paid": Door(here(frozenset({Post.CASHIER})), given=_pk("refund"), post=True),
    "refund_through_channel": Door(here(frozenset({Post.CASHIER})), given=_pk("refund"), post=True),
    "refund_came_back": Door(here(frozenset({Post.CASHIER})), given=_pk("refund"), post=True),
    "refund_withdrawal_ask": Door(
        here(frozenset({Post.CASHIER, Post.ACCOUNTANT})), given=_pk("refund"), post=True, body={"reason": "x"}
    ),
    "refund_withdraw": Door(here(frozenset({Post.CASHIER, Post.ACCOUNTANT})), given=_pk("refund"), post=True),
    "receipt_upload": Door(everywhere(frozenset({Post.ACCOUNTANT}))),
    "receipt_file_send": Door(everywhere(frozenset({Post.ACCOUNTANT})), post=True),
    "receipt_file": Door(both_lines(RECEIVERS), given=_pk("receipt_file")),
    "receipt_file_problems": Door(both_lines(RECEIVERS), given=_pk("receipt_file")),
    "receipt_sample": Door(everywhere(RECEIVERS)),
    # a month's run
    "month_start": Door(everywhere(STARTERS)),
    "month_open": Door(everywhere(STARTERS), post=True, body={"region": "110000", "month": "2026-10"}),
    "run_employers": Door(both_lines(RUNS), given=lambda w: {"pk": w.run.pk, "which": "provisional"}),
    # work with bills
    "contributions": Door(everywhere(LOOKERS)),
    "arrears": Door(everywhere(BILLERS)),
    "enforcement": Door(everywhere(BILLERS)),
    "stakes": Door(everywhere(BILLERS)),
    "owed_by_employer": Door(both_lines(BILLERS), ("number",)),
    "late_fee_why": Door(here(BILLERS) | {"delegate"}, ("number", "month", "fund")),
    "hand_assessments": Door(everywhere(LOOKERS)),
    "hand_assessment": Door(both_lines(frozenset({Post.CLERK, Post.REVIEWER, Post.AUDITOR})), given=_silent),
    "prepare_month_by_hand": Door(both_lines(CLERK), given=_silent, post=True),
    "approve_month_by_hand": Door(both_lines(frozenset({Post.REVIEWER})), given=_silent, post=True),
    "send_month_by_hand_back": Door(both_lines(frozenset({Post.REVIEWER})), given=_silent, post=True),
    "withdraw_month_by_hand": Door(both_lines(CLERK), given=_silent, post=True),
    "work_bill": Door(both_lines(BILLERS), MONTH),
    "reassess_month": Door(
        both_lines(frozenset({Post.CLERK, Post.REVIEWER})), MONTH, post=True, body={"reason": "核对工资"}
    ),
    "citizen_month": Door(CITIZENS, ("month",)),
    "resettlements": Door(everywhere(LOOKERS - {Post.CLERK} | {Post.POLICY_OFFICER})),
    "resettlement": Door(both_lines(LOOKERS - {Post.CLERK} | {Post.POLICY_OFFICER}), ("month",), given=_pool),
    "resettlement_try": Door(both_lines(SETTLERS), ("month",), given=_pool, post=True),
    "resettlement_put_forward": Door(both_lines(SETTLERS), ("month",), given=_pool, post=True),
    "resettlement_let_go": Door(both_lines(frozenset({Post.APPROVER})), given=_pk("resettlement"), post=True),
    "resettlement_send_back": Door(both_lines(frozenset({Post.APPROVER})), given=_pk("resettlement"), post=True),
    "resettlement_withdraw": Door(both_lines(SETTLERS), given=_pk("resettlement"), post=True),
    # a proposed value tried out
    "dry_run": Door(here(LOOKERS - {Post.CLERK} | {Post.POLICY_OFFICER}), given=_pk("proposal")),
    "dry_run_try": Door(here(SETTLERS), given=_pk("proposal"), post=True),
    "dry_run_employers": Door(here(LOOKERS - {Post.CLERK} | {Post.POLICY_OFFICER}), given=_pk("dry_run")),
    "dry_run_employers_file": Door(here(LOOKERS - {Post.CLERK} | {Post.POLICY_OFFICER}), given=_pk("dry_run")),
    "dry_run_people": Door(here(LOOKERS - {Post.CLERK}), given=_pk("dry_run")),
    "dry_run_people_file": Door(here(LOOKERS - {Post.CLERK}), given=_pk("dry_run")),
    # the law's numbers: everybody on the staff reads them all
    "public_policy": Door(EVERYBODY),
    "policy_values": Door(everywhere(STAFF)),
    "policy_gaps": Door(everywhere(STAFF)),
    "policy_series": Door(everywhere(STAFF), given=_pk("series")),
    "policy_proposals": Door(everywhere(STAFF)),
    "policy_proposal": Door(everywhere(STAFF), given=_pk("proposal")),
    "policy_propose": Door(
        here(frozenset({Post.POLICY_OFFICER})), query="?key=pension.base_floor&region=110000&category=employee"
    ),
    "policy_propose_value": Door(
        here(frozenset({Post.POLICY_OFFICER})),
        post=True,
        body={"key": "pension.base_floor", "region": "110000", "category": "employee"},
    ),
    "policy_approve": Door(here(frozenset({Post.APPROVER})), given=_pk("proposal"), post=True),
    "policy_refuse": Door(here(frozenset({Post.APPROVER})), given=_pk("proposal"), post=True),
    "policy_withdraw": Door(here(frozenset({Post.POLICY_OFFICER})), given=_pk("proposal"), post=True),
    # who should be insured and is not
    "coverage": Door(everywhere(LOOKERS | {Post.ADMINISTRATOR})),
    "coverage_scan": Door(
        here(frozenset({Post.REVIEWER, Post.APPROVER, Post.ADMINISTRATOR})), post=True, body={"region": "110000"}
    ),
    "outreach": Door(everywhere(LOOKERS)),
    "outreach_assign": Door(frozenset({"clerk", "reviewer", "far_clerk", "far_reviewer"}), post=True),
    "finding": Door(here(LOOKERS), given=_pk("finding")),
    "finding_contact": Door(here(CLERK), given=_pk("finding"), post=True, body={"seen_version": "0"}),
    "finding_unmask": Door(here(CLERK), given=_pk("finding"), post=True, body={"reason": "contact"}),
    "contact_paper": Door(here(LOOKERS), given=lambda w: {"pk": w.finding.pk, "contact": w.contact.pk}),
    "registers": Door(everywhere(LOOKERS)),
    "register_send": Door(everywhere(CLERK), post=True),
    "register_sample": Door(everywhere(LOOKERS), given=lambda w: {"kind": "death"}),
    "register_batch": Door(here(LOOKERS), given=lambda w: {"number": w.batch.number}),
    "register_row_correct": Door(
        here(CLERK), given=lambda w: {"number": w.batch.number, "pk": w.refused_row.pk}, post=True
    ),
    "mismatches": Door(everywhere(LOOKERS)),
    "mismatch_decide": Door(
        here(CLERK), given=_pk("mismatch"), post=True, body={"decision": "ours", "reason": "核对身份证"}
    ),
    "orders": Door(everywhere(LOOKERS)),
    "order_confirm": Door(here(CLERK), given=lambda w: {"number": w.ordered.case.number}, post=True),
    "dispute_paper": Door(here(LOOKERS), given=lambda w: {"number": w.dispute.case.number}),
    "citizen_missing_months": Door(CITIZENS),
    "employer_disputes": Door(OWN, ("number",)),
    "employer_dispute": Door(OWN, ("number",), given=_dispute),
    "employer_dispute_answer": Door(OWN, ("number",), given=_dispute, post=True),
    "employer_dispute_paper": Door(OWN, ("number",), given=_dispute),
    # what was done, and whether every promise holds
    "trail": Door(everywhere(CONTROLLERS)),
    "promises": Door(everywhere(CONTROLLERS)),
    "promises_check": Door(everywhere(CONTROLLERS), post=True),
}
