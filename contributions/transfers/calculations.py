"""Worked cases of the families `pension_transfer` and `pension_conversion`."""

from contributions.transfers.law import least_months, oldest_to_move, pooled_law, years_for_benefits
from contributions.transfers.rules.amounts import Year, pooled_part
from contributions.transfers.rules.change_of_scheme import Overlap, paid_twice, way_of
from contributions.transfers.rules.places import Place, Stay, place_of_benefits
from contributions.transfers.rules.temporary import keeping, whole_part
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan
from siadmin.kernel.trace import Explained
from siadmin.policy.files import shipped

FAMILY, CHANGE_OF_SCHEME = "pension_transfer", "pension_conversion"
_WAGES, _OWN, _EMPLOYER = "wages_", "own_", "employer_"
_PAID, _TEMPORARY = "paid_", "temporary_"


def _pooled(inputs: Inputs) -> Explained[Fields]:
    """`wages_2008`: the contribution wages of that year; `months_2008`: months paid in it, twelve where not given."""
    years = []
    for name in sorted(name for name in inputs if name.startswith(_WAGES)):
        year = name.removeprefix(_WAGES)
        months = inputs.whole(f"months_{year}", most=12) if inputs.gives(f"months_{year}") else 12
        years.append(Year(Inputs({"year": year}).whole("year", least=1951, most=2199), months, inputs.fen(name)))
    answer = pooled_part(years, pooled_law(shipped(), inputs.on))
    return Explained({"pooled": yuan(answer.value)}, answer.trace)


def _place(inputs: Inputs) -> Explained[Fields]:
    """`paid_<place>`: months paid there, `temporary_<place>`: into a temporary account; the last paid is the last."""
    stays = [
        Stay(_named(name.removeprefix(kind)), inputs.whole(name, most=1200), is_temporary=kind == _TEMPORARY)
        for name in inputs
        for kind in (_PAID, _TEMPORARY)
        if name.startswith(kind)
    ]
    answer = place_of_benefits(
        relation_at=_named(inputs.text("relation_at")),
        household=_named(inputs.text("household")),
        stays=stays,
        needed=years_for_benefits(shipped(), inputs.on),
    )
    return Explained({"place": answer.value.place.code, "because": str(answer.value.because)}, answer.trace)


def _keeping(inputs: Inputs) -> Explained[Fields]:
    """`born`, `joined`: months; `goes_home`: yes where the new place is the household's."""
    answer = keeping(
        born=inputs.month("born"),
        joined=inputs.month("joined"),
        goes_home=inputs.choice("goes_home", ("yes", "no")) == "yes",
        limit=oldest_to_move(shipped(), inputs.choice("sex", ("male", "female")), inputs.on),
    )
    return Explained({"keeps": str(answer.value)}, answer.trace)


def _whole(inputs: Inputs) -> Explained[Fields]:
    """`employer_2025`: what employers paid for that year; `interest`: on all of it, to the day it leaves."""
    years = []
    for name in sorted(name for name in inputs if name.startswith(_EMPLOYER)):
        year = Inputs({"year": name.removeprefix(_EMPLOYER)}).whole("year", least=1951, most=2199)
        years.append(Year(year, 12, 0, inputs.fen(name)))
    answer = whole_part(years, inputs.fen("interest"))
    return Explained({"pooled": yuan(answer.value)}, answer.trace)


def _named(code: str) -> Place:
    return Place(code, Words(code, code))


def _way(inputs: Inputs) -> Explained[Fields]:
    """`retire_year`: of the statutory age; `employee_months`: months paid as an employee."""
    year = inputs.whole("retire_year", least=2006, most=2199)
    answer = way_of(employee_months=inputs.whole("employee_months", most=1200), needed=least_months(shipped(), year))
    return Explained({"way": str(answer.value)}, answer.trace)


def _twice(inputs: Inputs) -> Explained[Fields]:
    """`own_2025`: what the person paid as a resident for that year; `months_2025`: its months paid as an employee."""
    overlaps = []
    for name in sorted(name for name in inputs if name.startswith(_OWN)):
        year = name.removeprefix(_OWN)
        months = inputs.whole(f"months_{year}", most=12)
        overlaps.append(Overlap(Inputs({"year": year}).whole("year", least=1951, most=2199), months, inputs.fen(name)))
    answer = paid_twice(overlaps)
    return Explained({"returned": yuan(answer.value)}, answer.trace)


register(FAMILY, "pooled", _pooled)
register(FAMILY, "place", _place)
register(FAMILY, "keeping", _keeping)
register(FAMILY, "whole", _whole)
register(CHANGE_OF_SCHEME, "way", _way)
register(CHANGE_OF_SCHEME, "twice", _twice)
