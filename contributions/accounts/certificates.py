"""What a certificate or statement says: content for the letter, public figures for whoever has its code."""

from typing import Any

from contributions.accounts.kinds import STATE_WORDS, STATEMENT
from contributions.accounts.names import rate_words
from contributions.accounts.selectors.rights import InsuranceRights, Rights
from contributions.assessment.selectors import PAID_STATES
from enrollment.registry.models import Employer
from enrollment.registry.names import named
from enrollment.registry.selectors import identifier_of
from siadmin.agency.insurances import NAMES
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words


def content_of(rights: Rights, *, balance_fen: int | None, balance_on: str) -> dict[str, Any]:
    """What the template reads. An employer gets the number masked: it needs no more of it to show whom it is about."""
    identifier = identifier_of(rights.person)
    number = identifier.value if identifier else "—"
    paid = [each for each in rights.months if each.state in PAID_STATES]
    return {
        "name": named(rights.person.name),
        "number": number if rights.employer is None else masked(number),
        "employer": _name(rights.employer) if rights.employer else None,
        "as_of": rights.as_of,
        "first": rights.first,
        "last": rights.last,
        "insurances": [_insurance(each) for each in rights.insurances],
        "balance_fen": balance_fen,
        "balance_on": balance_on,
        "years": [
            {
                "year": str(year.year),
                "region": Words(year.region.name_zh, year.region.name_en),
                "opening_fen": year.opening_fen,
                "credited_fen": year.credited_fen,
                "rate": rate_words(year.rate_ppm),
                "interest_fen": year.interest_fen,
                "closing_fen": year.closing_fen,
            }
            for year in rights.years
        ],
        "rows": [
            {
                "month": each.month,
                "employer": _name(each.employer),
                "base_fen": each.base_fen,
                "own_fen": each.own_fen,
                "account_fen": each.account_fen,
                "state": STATE_WORDS[each.state],
            }
            for each in rights.months
        ],
        "own_fen": rights.own_fen,
        "account_fen": sum(each.account_fen for each in paid),
    }


def figures_of(what: str, rights: Rights, *, balance_fen: int | None) -> dict[str, Any]:
    """The same without anybody's name: each insurance in a sentence; for a statement its months and sums."""
    found: dict[str, Any] = {"as_of_on": rights.as_of}
    for each in rights.insurances:
        state, months = _state(each), each.months_paid
        found[each.insurance] = Words(
            f"{state.zh}，累计缴费 {months} 个月", f"{state.en}, {months} month{'' if months == 1 else 's'} paid in all"
        )
    if what == STATEMENT:
        found |= {
            "from_month": rights.first,
            "until_month": rights.last,
            "own_fen": rights.own_fen,
            "balance_fen": balance_fen,
        }
    return found


def _state(each: InsuranceRights) -> Words:
    if each.is_insured:
        return Words("在保", "insured")
    return Words("未在保", "not insured now") if each.since else Words("无参保记录", "never insured")


def _insurance(each: InsuranceRights) -> dict[str, Any]:
    return {
        "name": NAMES[each.insurance],
        "state": _state(each),
        "since": str(each.since) if each.since else "—",
        "months_paid": each.months_paid,
    }


def _name(employer: Employer) -> Words:
    return Words(employer.name, employer.name_en or employer.name)
