"""In which order a clerk finds what can be started: by the topics of the guides, what is asked for most often first."""

from collections.abc import Iterable

from siadmin.kernel.language import Words
from siadmin.matters.catalogue import matter_of
from siadmin.matters.words import topic_of

# Matters by their codes; one without a line at its end stands for those of either line.
ORDER = (
    "person_phone",
    "person_bank_card",
    "person_places",
    "person_name",
    "person_number",
    "person_retirement_group",
    "person_merge",
    "person_unmerge",
    "employer_details",
    "employer_bank_account",
    "employer_injury_rate",
    "employer_region",
    "staff_joining",
    "staff_leaving",
    "employee_change",
    "employee_suspension",
    "employee_resumption",
    "flexible_join",
    "flexible_change",
    "flexible_stop",
    "resident_tier",
    "pension_transfer",
    "medical_transfer",
    "unemployment_transfer",
    "resident_pension_transfer",
    "pension_conversion",
    "temporary_account",
    "platform_registration",
    "project_registration",
    "project_extension",
    "project_cost_change",
    "project_ending",
    "employer_cancel",
    "employer_reopen",
    "old_age_pension",
    "residents_pension",
    "disability_allowance",
    "disability_reckoned_anew",
    "disability_reappraised",
    "pension_survivor_benefit",
    "unemployment_benefit",
    "unemployment_reemployed",
    "unemployment_startup",
    "unemployment_childbirth",
    "unemployment_job_seeking",
    "unemployment_migrant",
    "unemployment_skill",
    "unemployment_survivor_benefit",
    "maternity_allowance",
    "maternity_costs",
    "medical_reimbursement",
    "residents_reimbursement",
    "medical_advance_recovered",
    "away_filing",
    "away_filing_end",
    "account_sharing",
    "account_sharing_end",
    "injury_application",
    "injury_application_employer",
    "injury_statement",
    "injury_certification",
    "injury_certification_clear",
    "injury_appraisal",
    "injury_leave",
    "injury_leave_employer",
    "injury_recurrence",
    "injury_missing",
    "injury_came_back",
    "injury_advance",
    "injury_advance_back",
    "injury_advance_lost",
    "injury_costs",
    "injury_device",
    "injury_disability_lump",
    "injury_allowance",
    "injury_nursing",
    "injury_exit_lump",
    "injury_pension_difference",
    "injury_death",
    "injury_dependant",
    "injury_missing_advance",
    "rider_injury",
    "stop_event",
    "stop_event_employer",
    "benefit_stop",
    "benefit_kept",
    "benefit_resume",
    "work_refused",
    "medical_return",
    "overpayment_repaid",
    "repayment_agreement",
    "overpayment_offset",
    "offset_withdrawn",
    "owed_back",
    "payment_arrived",
    "paid_twice_repaid",
    "back_payment",
    "refund",
    "refund_person",
    "attribution",
    "attribution_person",
    "end_attribution",
    "end_attribution_person",
    "month_dispute",
    "flexible_hard_to_place",
    "deferral_agreement",
    "deferral_disaster",
    "end_deferral",
    "enforcement",
    "person_card",
    "person_account",
    "person_agent",
)
_PLACES = {code: place for place, code in enumerate(ORDER)}
_LINES = ("_hrss", "_hs")


def place_of(code: str) -> int:
    """Where a matter stands; last what has no place: a test holds that each has."""
    stem = next((code.removesuffix(line) for line in _LINES if code.endswith(line)), code)
    return _PLACES.get(stem, len(ORDER))


def grouped(offers: Iterable[tuple[str, str, str]]) -> list[tuple[Words, list[tuple[str, str]]]]:
    """Codes of matters, titles and addresses as the desk shows them: each topic once, as its first one comes."""
    topics: dict[Words, list[tuple[str, str]]] = {}
    for code, title, url in sorted(offers, key=lambda each: place_of(each[0])):
        topics.setdefault(topic_of(matter_of(code).category), []).append((title, url))
    return list(topics.items())
