"""What the system must never do: every clause of regulations E by its number, in its words and with its source, and
the tests of its name.

A test is called `test_never_…` and lies in this folder. What is a promise of ours beyond the clauses stands apart.
"""

CLAUSES: dict[str, tuple[str, ...]] = {
    "E1 a personal account is never paid out before entitlement (SIL 14, IMPL 6)": (
        "personal_account_paid_out",
        "individual_account_paid_before_its_time",
        "account_of_the_living_inherited",
    ),
    "E2 queries and certificates are never charged for (REG 32, SIL 74)": ("charged_for_a_query",),
    "E3 no document is required without a legal basis, or that sharing gives (REG 31; Online Services 7)": (
        "document_without_a_basis",
        "document_asked_for_that_sharing_gives",
    ),
    "E4 contributions are never waived or reduced without a legal decision (SIL 60, COLL 12)": (
        "contributions_waived",
    ),
    "E5 a late fee is never put on the employee (IMPL 20)": ("late_fee_on_the_employee",),
    "E6 funds are never mixed, nor used for running costs (SIL 64, 69; IMPL 26)": (
        "funds_mixed_or_used_up",
        "payments_of_another_fund",
        "institutions_paid_by_another_fund",
    ),
    "E7 no account pays or receives outside its whitelist (财社〔2017〕144号 40–42; IMPL 26)": (
        "account_outside_its_whitelist",
    ),
    "E8 records are never deleted or overwritten (REG 53, SIL 89)": (
        "records_deleted_or_overwritten",
        "benefit_records_deleted_or_overwritten",
        "bills_of_care_deleted_or_overwritten",
    ),
    "E9 two pensions, a pension and unemployment benefit, two funeral grants or duplicate medical benefits are never "
    "paid (17号 8; SIL 49, 51; MFS 17)": (
        "two_benefits_paid",
        "two_pensions_paid",
        "residents_pension_granted_beside_an_employees",
        "residents_pension_paid_beside_an_employees",
        "two_funeral_grants_paid",
        "care_claimed_back_that_a_hospital_settled",
        "care_paid_to_a_hospital_that_was_claimed_back",
        "receipt_reimbursed_twice",
    ),
    "E10 an employer that owes money is never cancelled (REG 10)": ("employer_cancelled_in_debt",),
    "E11 a pension relation in payment is never transferred (T66 2; REG 12)": ("pension_in_payment_transferred",),
    "E12 a benefit is never stopped without verification and remedies (REG 25, 26)": ("benefit_stopped_unheard",),
    "E13 one person never handles, reviews and approves, nor holds two of the four post groups (REG 37; 64号)": (
        "one_person_two_steps",
        "one_person_two_post_groups",
        "one_person_two_steps_of_a_payment_run",
        "one_person_two_steps_of_a_clearing",
        "one_person_two_steps_of_a_rise",
    ),
    "E14 base and rate are never altered outside an approved value (SIL 90)": ("base_or_rate_altered",),
}
BEYOND: dict[str, tuple[str, ...]] = {
    "an injury is never provided for twice, nor by one person (SIL 36–42; WIR 35–39)": ("injury_provided_for_twice",),
}
