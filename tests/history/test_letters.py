"""Letters about rights count what came from elsewhere, as every screen does."""

import pytest

from contributions.accounts.actions import issue_rights, office_online
from contributions.accounts.actions.statements import said_of, schemes_told
from contributions.accounts.certificates import content_of
from contributions.accounts.kinds import STATEMENT
from contributions.accounts.selectors.rights import Rights, rights_seen_by
from contributions.history.counted import months_paid
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.letters.selectors import public_figures
from tests.cities import BEIJING
from tests.factories import NOW, TODAY, a_person
from tests.history.telling import balance, booked, deemed, months, of

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def somebody() -> Person:
    person = a_person(name="孙在", born_on=TODAY.replace(year=1972), lives_in="110105")
    booked(
        months("2015-01", "2015-12", **of(person)), balance(**of(person)), deemed(**of(person)),
    )  # fmt: skip
    return person


def rights(person: Person, first: Month | None = None) -> Rights:
    found = rights_seen_by(Viewer(person_id=person.pk), person, line=Line.HRSS, today=TODAY, first=first)
    assert found is not None
    return found


def test_a_certificate_counts_months_from_elsewhere(somebody: Person) -> None:
    found = rights(somebody)
    pension = next(each for each in found.insurances if each.insurance == Insurance.PENSION)
    assert (pension.months_paid, pension.months_elsewhere, pension.months_deemed) == (12, 12, 24)
    assert pension.since == Month(2015, 1)
    assert months_paid(somebody.pk, TODAY) == 12
    (paid,) = [each for each in found.stretches if not each.is_deemed and each.insurance == Insurance.PENSION]
    assert (paid.first, paid.last, paid.months) == (Month(2015, 1), Month(2015, 12), 12)
    assert sum(each.months for each in found.stretches if each.is_deemed) == 24


@pytest.mark.usefixtures("letters_set")
def test_a_statement_lists_them_and_whoever_checks_it_reads_the_same(somebody: Person) -> None:
    office = office_online(Region.objects.get(pk="110105"), Line.HRSS)
    letter, pdf = issue_rights(what=STATEMENT, rights=rights(somebody), office=office, language="both", by=None, at=NOW)
    assert pdf.startswith(b"%PDF")
    told = {label.zh: value for label, value in public_figures(letter)}
    assert "累计缴费 12 个月（其中外地或原系统 12，另视同缴费 24）" in str(told["养老保险"])
    content = content_of(rights(somebody), balances={}, balance_on="2026-11-23")
    assert {row["span"] for row in content["stretches"]} >= {"2015-01 – 2015-12"}
    assert content_of(rights(somebody, first=Month(2016, 1)), balances={}, balance_on="")["stretches"] == []


def test_the_yearly_message_counts_them_in_their_year() -> None:
    person = a_person(name="孙在", lives_in="110105")
    told = of(person)
    booked(months("2023-10", "2024-05", **told), balance(as_of="2024-05-31", **told))
    employees = schemes_told(Line.HRSS)[0]
    assert [said.months for said in said_of(BEIJING, employees, 2024, 0, person.pk)] == [5]
