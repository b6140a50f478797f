"""What the system must never do, row by row, with its source: the test of that name, or why nothing can do it yet.

A row whose capability is not there names the app or the matter that will bring it; once that is here the row wants a
test.
"""

PROHIBITIONS: dict[str, str] = {
    "a personal account is never paid out before entitlement (SIL 14, IMPL 6)": "personal_account_paid_out",
    "queries and certificates are never charged for (REG 32, SIL 74)": "charged_for_a_query",
    "contributions are never waived or reduced without a legal decision (SIL 60, COLL 12)": "contributions_waived",
    "a late fee is never put on the employee (IMPL 20)": "late_fee_on_the_employee",
    "no document is required without a legal basis (REG 31; Online Services 7)": "document_without_a_basis",
    "funds are never mixed, nor used for running costs (SIL 64, 69; IMPL 26)": "funds_mixed_or_used_up",
    "no account pays or receives outside its whitelist (财社〔2017〕144号 40–42)": "account_outside_its_whitelist",
    "records are never deleted or overwritten (REG 53, SIL 89)": "records_deleted_or_overwritten",
    "one person never takes two steps of a decision, nor two post groups (REG 37; 64号)": "one_person_two_steps",
    "a pension relation in payment is never transferred (T66 2; REG 12)": "pension_in_payment_transferred",
    "an employer that owes money is never cancelled (REG 10)": "employer_cancelled_in_debt",
    "base and rate are never altered outside an approved value (SIL 90)": "base_or_rate_altered",
    "two benefits that exclude each other are never paid (17号 8; SIL 49, 51; MFS 17)": "two_benefits_paid",
    "an injury is never provided for twice, nor by one person (SIL 36–42; WIR 35–39)": "injury_provided_for_twice",
    "a benefit is never stopped without verification and remedies (REG 25, 26)": "benefit_stopped_unheard",
}
NOT_YET: dict[str, str] = {}
