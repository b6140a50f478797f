import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.files import (
    FOLDER,
    HEADER,
    FileLawBook,
    gaps,
    monthly_keys,
    overlaps,
    parse,
    read,
    shipped,
)
from siadmin.policy.lawbook import NoLawInForce, levels

CITIES = ("110000", "310000", "440100", "440300", "510100")
STARTS, ENDS_BEFORE = Month(2024, 7), Month(2026, 12)
GOOD = "pension.employer_rate,440000,employee,2024-01-01,2025-01-01,0.15,rate,粤府 2024,official,"


def lines(*rows: str) -> list[str]:
    return [",".join(HEADER), *rows]


def book(*rows: str) -> FileLawBook:
    return FileLawBook(parse(lines(*rows), name="test.csv"))


def test_a_row_is_read_as_written() -> None:
    (row,) = parse(lines(GOOD), name="rates.csv")
    assert (row.series, row.value, row.place) == (
        ("pension.employer_rate", "440000", "employee"),
        Decimal("0.15"),
        "rates.csv:2",
    )
    assert (row.valid_from, row.valid_to) == (dt.date(2024, 1, 1), dt.date(2025, 1, 1))
    assert row.law().source == "粤府 2024"


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (GOOD.replace("pension.employer_rate", "Pension"), "not the name"),
        (GOOD.replace("440000", "44000"), "six digits"),
        (GOOD.replace("employee", "em ployee"), "not a category"),
        (GOOD.replace("2024-01-01", "2024-13-01"), "not a date"),
        (GOOD.replace("2024-01-01", "20240101"), "not a date"),
        (GOOD.replace("2024-01-01", ""), "not a date"),
        (GOOD.replace("2025-01-01", "2024-01-01"), "period is empty"),
        (GOOD.replace("0.15", ""), "not a value"),
        (GOOD.replace("0.15", "15%"), "not a value"),
        (GOOD.replace("0.15", "NaN"), "not a value"),
        (GOOD.replace(",rate,", ",percent,"), "no unit"),
        (GOOD.replace("0.15,rate", "196513,month_number"), "not a value"),
        (GOOD.replace("official", "rumour"), "no status"),
        (GOOD.replace("粤府 2024", " "), "source is missing"),
        (GOOD + ",extra", "11 columns"),
        ("only,three,cells", "3 columns"),
        ('"' + GOOD, "quotation"),
    ],
)
def test_a_malformed_row_is_refused_by_file_and_line(bad: str, fault: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(lines(GOOD, bad), name="rates.csv")
    assert refused.value.code == "malformed_parameter"
    assert refused.value.en.startswith("rates.csv, line 3: ")
    assert fault in refused.value.en
    assert "第 3 行" in refused.value.zh


@pytest.mark.parametrize("first_line", ["", "key,region", ",".join(reversed(HEADER))])
def test_a_file_with_another_header_is_refused(first_line: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse([first_line, GOOD], name="rates.csv")
    assert refused.value.en.startswith("rates.csv, line 1: ")


def test_the_end_of_a_period_is_the_first_day_it_is_not_in_force() -> None:
    rates = book(GOOD)
    where = {"region": "440000", "category": "employee"}
    assert rates.law("pension.employer_rate", on=dt.date(2024, 12, 31), **where).value == Decimal("0.15")
    for day in (dt.date(2023, 12, 31), dt.date(2025, 1, 1)):
        with pytest.raises(NoLawInForce) as refused:
            rates.law("pension.employer_rate", on=day, **where)
        assert day.isoformat() in refused.value.en


def test_the_most_specific_level_with_a_row_in_force_wins() -> None:
    rates = book(
        GOOD.replace("440000", "000000").replace("2025-01-01", "").replace("0.15", "0.20"),
        GOOD,
        GOOD.replace("440000", "440100").replace("2024-01-01", "2024-07-01").replace("0.15", "0.14"),
    )

    def rate(region: str, day: dt.date) -> tuple[str, str]:
        law = rates.law("pension.employer_rate", region=region, category="employee", on=day)
        return str(law.value), law.region

    assert rate("440106", dt.date(2024, 8, 1)) == ("0.14", "440100")
    assert rate("440100", dt.date(2024, 6, 30)) == ("0.15", "440000")
    assert rate("440300", dt.date(2024, 8, 1)) == ("0.15", "440000")
    assert rate("440100", dt.date(2025, 1, 1)) == ("0.20", "000000")


def test_a_table_comes_whole_from_one_level() -> None:
    table = book(
        "x.t,000000,a,2024-01-01,,1,days,s,law,",
        "x.t,000000,b,2024-01-01,,2,days,s,law,",
        "x.t,440000,a,2024-01-01,2025-01-01,3,days,s,law,",
    )
    assert set(table.table("x.t", region="440100", on=dt.date(2024, 5, 1))) == {"a"}
    assert set(table.table("x.t", region="440100", on=dt.date(2025, 5, 1))) == {"a", "b"}
    with pytest.raises(NoLawInForce):
        table.table("x.t", region="440100", on=dt.date(2023, 5, 1))


def test_a_missing_category_is_not_another_one() -> None:
    with pytest.raises(NoLawInForce):
        book(GOOD).law("pension.employer_rate", region="440000", category="", on=dt.date(2024, 5, 1))


def test_a_district_inherits_from_its_city_its_province_and_the_nation() -> None:
    assert levels("440106") == ("440106", "440100", "440000", "000000")
    assert levels("110000") == ("110000", "000000")
    assert levels("000000") == ("000000",)


days = st.dates(dt.date(2024, 1, 1), dt.date(2024, 1, 12))


@given(first=st.tuples(days, days), second=st.tuples(days, days))
def test_two_rows_overlap_exactly_when_they_share_a_day(
    first: tuple[dt.date, dt.date], second: tuple[dt.date, dt.date]
) -> None:
    spells = [(min(each), max(each) + dt.timedelta(days=1)) for each in (first, second)]
    rows = parse(lines(*(f"x.y,000000,,{start},{end},1,days,s,law," for start, end in spells)), name="x.csv")
    shared = max(start for start, _ in spells) < min(end for _, end in spells)
    assert bool(overlaps(rows)) == shared


def test_rows_of_different_series_never_overlap() -> None:
    assert overlaps(parse(lines(GOOD, GOOD.replace("440000", "000000")), name="x.csv")) == []


def test_a_folder_with_overlapping_rows_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.csv").write_text("\n".join(lines(GOOD)) + "\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("\n".join(lines(GOOD)) + "\n", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read(tmp_path)
    assert refused.value.code == "overlapping_parameters"
    assert "a.csv:2" in refused.value.en
    assert "b.csv:2" in refused.value.en


def crossed_limits(
    law: FileLawBook, *, regions: Iterable[str], starts: Month, ends_before: Month
) -> list[tuple[str, str, Month]]:
    """(region, insurance, month) where the floor of the base is not below its ceiling."""
    return [
        (region, insurance, month)
        for region in regions
        for insurance in ("pension", "medical", "unemployment", "injury")
        for month in starts.until(ends_before)
        if are_crossed(law, insurance, region, month)
    ]


def are_crossed(law: FileLawBook, insurance: str, region: str, month: Month) -> bool:
    try:
        floor, ceiling = (
            law.row(f"{insurance}.base_{limit}", region=region, category="employee", on=month.first_day)
            for limit in ("floor", "ceiling")
        )
    except NoLawInForce:
        return False
    return floor.value >= ceiling.value


def test_the_law_as_shipped_is_sound() -> None:
    assert len(read(FOLDER)) == len(shipped().rows) > 450
    assert overlaps(shipped().rows) == []
    assert crossed_limits(shipped(), regions=CITIES, starts=STARTS, ends_before=ENDS_BEFORE) == []


def test_the_gaps_of_the_monthly_law_are_the_known_ones() -> None:
    found = gaps(shipped(), regions=CITIES, keys=monthly_keys(), starts=STARTS, ends_before=ENDS_BEFORE)
    assert {str(gap) for gap in found} == {
        "440100 medical.base_floor [employee]: 6 months, 2024-07..2024-12",
        "440100 medical.base_ceiling [employee]: 6 months, 2024-07..2024-12",
        "440300 unemployment.base_ceiling [employee]: 12 months, 2024-07..2025-06",
        "440300 injury.base_ceiling [employee]: 12 months, 2024-07..2025-06",
    }


def test_crossed_limits_are_found_month_by_month() -> None:
    crossed = book(
        "pension.base_floor,440100,employee,2024-01-01,,5,yuan_per_month,s,law,",
        "pension.base_ceiling,440100,employee,2024-01-01,2024-03-01,5,yuan_per_month,s,law,",
        "pension.base_ceiling,440100,employee,2024-03-01,,6,yuan_per_month,s,law,",
    )
    found = crossed_limits(crossed, regions=["440100"], starts=Month(2024, 1), ends_before=Month(2024, 6))
    assert found == [("440100", "pension", Month(2024, 1)), ("440100", "pension", Month(2024, 2))]
