"""Which value governs: seeded from files, inherited, proposed by one and approved by another, believed in time."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from siadmin.agency.models import Region, User
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose, refuse, seed, withdraw
from siadmin.policy.files import FileRow, gaps, monthly_keys, shipped
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.models import Proposal, ProposalState, Series, Value
from siadmin.policy.selectors import StoredLawBook, law_of_day, places_with_limits
from tests.cities import BEIJING, CHENGDU, GUANGZHOU, POOLS, SEEDED_AT, SHENZHEN, tick
from tests.factories import NOW, a_user, citizen_number, region
from tests.policy.test_parameter_files import ENDS_BEFORE, STARTS

FLOOR = "pension.base_floor"
SOMEBODY = citizen_number(born_on=dt.date(1980, 3, 3), order=14)
JULY = dt.date(2026, 7, 1)

pytestmark = pytest.mark.usefixtures("five_cities")


def proposed(by: User, **other: Any) -> Proposal:
    facts: dict[str, Any] = {
        "key": FLOOR, "region": Region.objects.get(pk=BEIJING), "category": "employee", "unit": "yuan_per_month",
        "starts_on": JULY, "ends_before": None, "value": Decimal(7300), "source": "京人社发〔2026〕9号",
        "status": "official", "note": "",
    }  # fmt: skip
    return propose(**(facts | other), by=by, at=tick())


def approved(**other: Any) -> Value:
    proposal = proposed(a_user(staff=True), **other)
    return approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def floor(on: dt.date, code: str = BEIJING, **asked: Any) -> Decimal:
    return law_of_day(Region.objects.get(pk=code), on, **asked).law(FLOOR).value


def test_the_store_holds_every_row_of_the_files_and_seeding_again_adds_none() -> None:
    assert Value.objects.count() == len(shipped().rows)
    assert Series.objects.count() == len({row.series for row in shipped().rows})
    assert seed(shipped().rows, at=NOW) == 0


def test_the_store_answers_like_the_files_everywhere_and_every_month() -> None:
    keys = sorted({(row.key, row.category) for row in shipped().rows})
    for code in (*POOLS, "440106", "440000"):
        if not Region.objects.filter(pk=code).exists():
            continue
        for day in (month.first_day for month in list(STARTS.until(ENDS_BEFORE))[::4]):
            store = StoredLawBook()
            for key, category in keys:
                asked = {"region": code, "on": day}
                try:
                    expected = shipped().law(key, category=category, **asked)  # type: ignore[arg-type]
                except NoLawInForce:
                    with pytest.raises(NoLawInForce):
                        store.law(key, category=category, **asked)  # type: ignore[arg-type]
                else:
                    assert store.law(key, category=category, **asked) == expected  # type: ignore[arg-type]
            for key in {key for key, _ in keys}:
                try:
                    table = shipped().table(key, region=code, on=day)
                except NoLawInForce:
                    continue
                assert store.table(key, region=code, on=day) == table, (key, code, day)


def test_a_chapter_of_the_law_is_read_once_for_every_year_and_category(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    store, years = StoredLawBook(), [dt.date(year, 1, 1) for year in range(2004, 2027)]
    store.law("wage.average_month", region=BEIJING, category="full_calibre", on=JULY)
    with django_assert_num_queries(0):
        found = {store.law("wage.average_month", region=BEIJING, category="full_calibre", on=on).value for on in years}
    assert len(found) == len(years)


def test_a_table_comes_whole_from_one_level_of_the_tree() -> None:
    for code, category, value in (("000000", "a", 1), ("000000", "b", 2), ("440000", "a", 3)):
        approved(key="test.table", region=Region.objects.get(pk=code), category=category, value=Decimal(value))
    assert {k: law.value for k, law in StoredLawBook().table("test.table", region=GUANGZHOU, on=JULY).items()} == {
        "a": 3
    }
    assert set(StoredLawBook().table("test.table", region=BEIJING, on=JULY)) == {"a", "b"}


def test_a_district_inherits_from_its_city_and_its_province() -> None:
    city = law_of_day(Region.objects.get(pk=GUANGZHOU), JULY)
    district = law_of_day(region("440103"), JULY)
    assert district.laws == city.laws
    assert law_of_day(Region.objects.get(pk=CHENGDU), JULY).law("injury.class_1_rate").region == "510000"


def test_a_missing_value_raises_and_names_what_is_missing() -> None:
    book = law_of_day(Region.objects.get(pk=GUANGZHOU), dt.date(2024, 8, 1))
    with pytest.raises(NoLawInForce) as refused:
        book.law("medical.base_floor")
    assert refused.value.code == "no_law_in_force"
    assert "medical.base_floor" in refused.value.en and "440100" in refused.value.en
    with pytest.raises(NoLawInForce):
        book.is_set("medical.nothing_applies")


def test_a_proposed_value_governs_nothing_until_another_person_approves_it() -> None:
    officer, other = a_user(staff=True), a_user(staff=True)
    before = floor(JULY)
    proposal = proposed(officer)
    assert floor(JULY) == before
    assert proposal.state == ProposalState.PROPOSED
    with pytest.raises(Refusal) as refused:
        approve(proposal_id=proposal.pk, seen_version=0, by=officer, at=tick())
    assert refused.value.code == "same_person"
    value = approve(proposal_id=proposal.pk, seen_version=0, by=other, at=tick())
    proposal.refresh_from_db()
    assert (floor(JULY), value.proposal) == (Decimal(7300), proposal)
    assert (proposal.proposed_by, proposal.decided_by) == (officer, other)
    assert proposal.state == ProposalState.APPROVED


def test_two_accounts_of_one_person_are_one_pair_of_eyes() -> None:
    one, same = (a_user(staff=True, identity_number=SOMEBODY) for _ in range(2))
    proposal = proposed(one)
    for decide in (approve, refuse):
        with pytest.raises(Refusal) as refused:
            decide(proposal_id=proposal.pk, seen_version=0, by=same, at=tick(), reason="no")  # type: ignore[operator]
        assert refused.value.code == "same_person"
    with pytest.raises(IntegrityError, match="proposal_four_eyes"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            state="approved", decided_by=same, decided_eyes=same.eyes, decided_at=tick()
        )


def test_a_refused_or_withdrawn_proposal_is_over() -> None:
    officer, other, third = (a_user(staff=True) for _ in range(3))
    refused_one, withdrawn = proposed(officer), proposed(officer)
    assert refuse(proposal_id=refused_one.pk, seen_version=0, by=other, at=tick(), reason="typo").reason == "typo"
    with pytest.raises(Refusal) as refused:
        withdraw(proposal_id=withdrawn.pk, seen_version=0, by=other, at=tick(), reason="")
    assert refused.value.code == "only_its_proposer"
    withdraw(proposal_id=withdrawn.pk, seen_version=0, by=officer, at=tick(), reason="mine")
    for proposal in (refused_one, withdrawn):
        with pytest.raises(Refusal) as refused:
            approve(proposal_id=proposal.pk, seen_version=1, by=third, at=tick())
        assert refused.value.code == "wrong_state"
    assert floor(JULY) == Decimal(7270)


def test_a_proposal_that_was_decided_meanwhile_is_not_decided_again() -> None:
    proposal = proposed(a_user(staff=True))
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())
    with pytest.raises(Refusal) as refused:
        refuse(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick(), reason="late")
    assert refused.value.code == "changed_since"


def test_a_value_of_another_unit_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        proposed(a_user(staff=True), unit="rate")
    assert refused.value.code == "unit_differs"


def test_a_number_of_the_law_has_one_unit_though_two_were_proposed_for_it() -> None:
    new, rate = proposed(a_user(staff=True), key="test.new"), {"key": "test.new", "unit": "rate"}
    other = proposed(a_user(staff=True), region=Region.objects.get(pk=GUANGZHOU), **rate)
    approve(proposal_id=new.pk, seen_version=0, by=a_user(staff=True), at=tick())
    with pytest.raises(Refusal) as refused:
        approve(proposal_id=other.pk, seen_version=0, by=a_user(staff=True), at=tick())
    assert refused.value.code == "unit_differs"


def periods(key: str = FLOOR, code: str = BEIJING) -> list[tuple[dt.date, dt.date | None, int]]:
    current = Value.objects.filter(series__key=key, series__region_id=code, superseded_at=None)
    return [(value.starts_on, value.ends_before, int(value.value)) for value in current.order_by("starts_on")]


def test_a_value_inside_another_splits_it() -> None:
    approved(starts_on=dt.date(2025, 9, 1), ends_before=dt.date(2025, 11, 1), value=Decimal(7000))
    assert periods() == [
        (dt.date(2024, 7, 1), dt.date(2025, 7, 1), 6821),
        (dt.date(2025, 7, 1), dt.date(2025, 9, 1), 7162),
        (dt.date(2025, 9, 1), dt.date(2025, 11, 1), 7000),
        (dt.date(2025, 11, 1), dt.date(2026, 7, 1), 7162),
        (dt.date(2026, 7, 1), None, 7270),
    ]


def test_a_value_over_several_others_leaves_what_stands_out() -> None:
    approved(starts_on=dt.date(2025, 1, 1), ends_before=dt.date(2026, 8, 1), value=Decimal(7000))
    assert periods() == [
        (dt.date(2024, 7, 1), dt.date(2025, 1, 1), 6821),
        (dt.date(2025, 1, 1), dt.date(2026, 8, 1), 7000),
        (dt.date(2026, 8, 1), None, 7270),
    ]
    assert seed(shipped().rows, at=tick()) == 0, "files do not overrule what people approved"


def test_what_was_believed_on_a_day_can_be_asked_later() -> None:
    before = tick()
    assert floor(JULY, known_at=before) == 7270
    approved()
    between = tick()
    approved(value=Decimal(7400))
    assert [floor(JULY, known_at=at) for at in (before, between)] == [7270, 7300]
    assert floor(JULY) == 7400
    with pytest.raises(NoLawInForce):
        floor(JULY, known_at=SEEDED_AT - dt.timedelta(days=1))


def test_two_beliefs_about_one_day_are_refused_by_the_database() -> None:
    series = Series.objects.get(key=FLOOR, region_id=BEIJING, category="employee")
    with pytest.raises(IntegrityError, match="value_no_overlap"), transaction.atomic():
        Value.objects.create(series=series, starts_on=JULY, value=1, source="x", status="official", approved_at=tick())


def test_a_provisional_value_says_so_wherever_it_is_used() -> None:
    approved(status="provisional")
    law = law_of_day(Region.objects.get(pk=BEIJING), JULY).law(FLOOR)
    assert law.is_provisional
    assert not law_of_day(Region.objects.get(pk=BEIJING), dt.date(2026, 6, 1)).law(FLOOR).is_provisional


def test_a_file_row_that_would_overrule_the_store_is_left_out_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    old = next(row for row in shipped().rows if row.series == (FLOOR, BEIJING, "employee") and row.valid_to is None)
    newer = FileRow(
        old.key,
        old.region,
        old.category,
        dt.date(2027, 7, 1),
        None,
        Decimal(7500),
        old.unit,
        "new",
        "official",
        "",
        "x:2",
    )
    assert seed([newer], at=tick()) == 0
    assert floor(dt.date(2027, 7, 1)) == 7270
    assert "file_row_left_out" in capsys.readouterr().out


def test_nothing_is_missing_for_a_month_of_the_five_cities_but_the_known_gaps() -> None:
    assert places_with_limits() == sorted(POOLS)
    asked: dict[str, Any] = {"regions": POOLS, "keys": monthly_keys(), "starts": STARTS, "ends_before": ENDS_BEFORE}
    assert {str(gap) for gap in gaps(StoredLawBook(), **asked)} == {
        "440100 medical.base_floor [employee]: 6 months, 2024-07..2024-12",
        "440100 medical.base_ceiling [employee]: 6 months, 2024-07..2024-12",
        "440300 unemployment.base_ceiling [employee]: 12 months, 2024-07..2025-06",
        "440300 injury.base_ceiling [employee]: 12 months, 2024-07..2025-06",
    }


def test_the_command_for_gaps_passes_where_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("policy_gaps", "--first", "2025-07", "--last", "2026-11")
    assert "= 5 regions, 2025-07..2026-11: no gap" in capsys.readouterr().out


def test_the_command_for_gaps_fails_and_names_each(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("policy_gaps", SHENZHEN, "--first", "2025-06", "--last", "2025-07")
    assert ended.value.code == 1
    assert "440300 injury.base_ceiling [employee]: 1 months, 2025-06..2025-06" in capsys.readouterr().out
    with pytest.raises(CommandError, match="999999"):
        call_command("policy_gaps", "999999")


def test_an_approved_value_closes_a_gap() -> None:
    for key in ("unemployment.base_ceiling", "injury.base_ceiling"):
        approved(
            key=key, region=Region.objects.get(pk=SHENZHEN), starts_on=dt.date(2024, 7, 1),
            ends_before=dt.date(2025, 7, 1), value=Decimal(27501),
        )  # fmt: skip
    call_command("policy_gaps", SHENZHEN, "--first", "2024-07", "--last", "2026-11")
