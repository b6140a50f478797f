"""What a certificate or statement says: content for the letter, public figures for whoever has its code."""

from collections.abc import Mapping
from typing import Any

from contributions.accounts.kinds import STATE_WORDS, STATEMENT, balance_figure
from contributions.accounts.names import ACCOUNT_NAMES, rate_words
from contributions.accounts.selectors import YearOfAccount
from contributions.accounts.selectors.rights import InsuranceRights, MonthRights, Rights, accounts_of_line
from contributions.assessment.selectors import PAID_STATES
from enrollment.registry.names import named
from enrollment.registry.records import other_numbers
from enrollment.registry.selectors import identifier_of
from siadmin.agency.insurances import NAMES
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words


def content_of(rights: Rights, *, balances: Mapping[str, int], balance_on: str) -> dict[str, Any]:
    """What the template reads. An employer gets the number masked: it needs no more of it to show whom it is about."""
    identifier = identifier_of(rights.person)
    number = identifier.value if identifier else "—"
    paid = [each for each in rights.months if each.state in PAID_STATES]
    others = other_numbers(rights.person)
    return {
        "name": named(rights.person.name),
        "number": number if rights.employer is None else masked(number),
        "employer": Words(rights.employer.name, rights.employer.name_en or rights.employer.name)
        if rights.employer
        else None,
        "as_of": rights.as_of,
        "first": rights.first,
        "last": rights.last,
        "insurances": [_insurance(each) for each in rights.insurances],
        "accounts": [
            {
                "name": ACCOUNT_NAMES[account],
                "balance_fen": fen,
                "years": [
                    _year(year, others.get(year.person_id, "")) for year in rights.years if year.account == account
                ],
            }
            for account, fen in balances.items()
        ],
        "balance_on": balance_on,
        "rows": [
            {
                "month": each.month,
                "payer": _kept_under(_payer(each), each.record),
                "base_fen": each.base_fen,
                "own_fen": each.own_fen,
                "account_fen": each.account_fen,
                "state": STATE_WORDS[each.state],
            }
            for each in rights.months
        ],
        "stretches": [
            {
                "insurance": NAMES[each.insurance],
                "span": str(each.first) if each.months == 1 else f"{each.first} – {each.last}",
                "months": each.months,
                "place": each.place,
                "base_fen": each.base_fen,
                "is_deemed": each.is_deemed,
            }
            for each in rights.stretches
        ],
        "own_fen": rights.own_fen,
        "account_fen": sum(each.account_fen for each in paid),
    }


def figures_of(what: str, rights: Rights, *, balances: Mapping[str, int]) -> dict[str, Any]:
    """The same without anybody's name: each insurance in a sentence; for a statement its months and sums."""
    found: dict[str, Any] = {"as_of_on": rights.as_of}
    for each in rights.insurances:
        state, months = _state(each), each.months_paid
        found[each.insurance] = Words(
            f"{state.zh}，累计缴费 {months} 个月", f"{state.en}, {months} month{'' if months == 1 else 's'} paid in all"
        )
        if of_it := _of_it(each):
            found[each.insurance] = Words("{all}（{of_it}）", "{all} ({of_it})").filled(
                all=found[each.insurance], of_it=of_it
            )
    if what == STATEMENT:
        found |= {
            "from_month": rights.first,
            "until_month": rights.last,
            "own_fen": rights.own_fen,
        }
        found |= {balance_figure(account): balances.get(account) for account in accounts_of_line(rights.line)}
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
        "of_it": _of_it(each) or Words("", ""),
    }


def _of_it(each: InsuranceRights) -> Words | None:
    """Which of the months came from elsewhere, and which are counted beside them."""
    said = []
    if each.months_elsewhere:
        said.append(Words(f"其中外地或原系统 {each.months_elsewhere}", f"{each.months_elsewhere} of them elsewhere"))
    if each.months_deemed:
        said.append(Words(f"另视同缴费 {each.months_deemed}", f"{each.months_deemed} more deemed paid"))
    return Words("，".join(one.zh for one in said), ", ".join(one.en for one in said)) if said else None


def _year(year: YearOfAccount, record: str) -> dict[str, Any]:
    return {
        "year": str(year.year),
        "region": _kept_under(Words(year.region.name_zh, year.region.name_en), record),
        "opening_fen": year.opening_fen,
        "credited_fen": year.credited_fen,
        "rate": rate_words(year.rate_ppm),
        "interest_fen": year.interest_fen,
        "closing_fen": year.closing_fen,
    }


def _payer(month: MonthRights) -> Words:
    """Whose name stands beside a month; who pays for themself is not named again."""
    if month.is_resident:
        return Words(f"城乡居民，{month.month.year} 年", f"as a resident, for {month.month.year}")
    return Words("个人缴费", "paid by themself") if month.payer.is_person else month.payer.words


def _kept_under(words: Words, record: str) -> Words:
    """Says under which record a row is kept, where a person has several and it is not the one they stand under."""
    return (
        Words("{words}（记录 {record}）", "{words} (record {record})").filled(words=words, record=record)
        if record
        else words
    )
