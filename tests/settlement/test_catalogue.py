"""A catalogue is read with a report of every rejected row and put in force by another person."""

import datetime as dt

import pytest

from benefits.providers.actions import put_in_force, read_catalogue
from benefits.providers.models import CatalogueFile, Item, ItemRule
from benefits.providers.selectors.catalogue import Rule, Rules, rules_of
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, SHANGHAI, broken, tick
from tests.factories import TODAY
from tests.settlement.hospital import CATALOGUE, HEAD, YEAR_START, catalogue, desk

TOMORROW = TODAY + dt.timedelta(1)
pytestmark = pytest.mark.usefixtures("a_year_paid")


def read(*rows: str, starts_on: dt.date = YEAR_START) -> CatalogueFile:
    return read_catalogue(
        region=Region.objects.get(pk=BEIJING), starts_on=starts_on, name="c.csv",
        content="\n".join([HEAD, *rows]).encode(), by=desk(Post.CLERK), at=tick(),
    )  # fmt: skip


def governing(rules: Rules, code: str, on: dt.date = TODAY) -> Rule:
    found = rules.of(code, on)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,drug,药,,盒,,A,,,,,,", "catalogue_row_code"),
        ("XX0001,herb,药,,盒,,A,,,,,,", "catalogue_row_choice"),
        ("XX0001,drug,药,,盒,,D,,,,,,", "catalogue_row_choice"),
        ("XX0001,drug,,,盒,,A,,,,,,", "catalogue_row_empty"),
        ("XX0001,drug,药,,,,A,,,,,,", "catalogue_row_empty"),
        ("XX0001,drug," + "药" * 121 + ",,盒,,A,,,,,,", "catalogue_row_long"),
        ("XX0001,drug,药,,盒,,A,10,,,,,", "catalogue_row_advance"),
        ("XX0001,drug,药,,盒,,B,101,,,,,", "catalogue_row_advance"),
        ("XX0001,drug,药,,盒,,B,1e400,,,,,", "catalogue_row_number"),
        ("XX0001,drug,药,,盒,,A,,-1,,,,", "catalogue_row_number"),
        ("XX0001,drug,药,,盒,,A,,0.00001,,,,", "catalogue_row_number"),
        ("XX0001,drug,药,,盒,,A,,NaN,,,,", "catalogue_row_number"),
        ("XX0001,drug,药,,盒,,A,,,other,,,", "catalogue_row_choice"),
        ("XX0001,drug,药,,盒,,A,,,,12,6,", "catalogue_row_ages"),
        ("XX0001,drug,药,,盒,,A,,,,99999,,", "catalogue_row_number"),
        ("XA0001,drug,药,,盒,,A,,,,,,", "catalogue_row_known"),
    ],
)
def test_a_rejected_row_is_kept_with_its_reason_and_the_others_come_into_force(row: str, code: str) -> None:
    own = read(CATALOGUE[1], row)
    assert (own.rows, own.rejected) == (2, 1)
    rejected = own.lines.exclude(problems=[]).get()
    assert rejected.told["name"] == row.split(",")[2][:200]
    assert [each["code"] for each in rejected.problems] == [code]
    put_in_force(file_id=own.pk, by=desk(Post.REVIEWER), at=tick())
    assert ItemRule.objects.count() == 1
    assert broken() == {}


def test_another_person_puts_it_in_force_once() -> None:
    own = read(*CATALOGUE)
    with pytest.raises(Refusal) as refused:
        put_in_force(file_id=own.pk, by=own.read_by, at=tick())
    assert refused.value.code == "payments_not_your_post"
    put_in_force(file_id=own.pk, by=desk(Post.REVIEWER), at=tick())
    with pytest.raises(Refusal) as refused:
        put_in_force(file_id=own.pk, by=desk(Post.REVIEWER), at=tick())
    assert refused.value.code == "changed_since"
    with database.refused("item_rule_stays"):
        ItemRule.objects.update(advance_ppm=1)


def test_a_later_file_ends_what_was_in_force_and_an_earlier_one_is_rejected() -> None:
    catalogue()
    later = catalogue([CATALOGUE[1].replace("20.5", "19")], starts_on=TOMORROW + dt.timedelta(1))
    rules = rules_of(["XA0001", "XB0001"], BEIJING, YEAR_START, later.starts_on)
    assert [governing(rules, "XA0001", on).limit for on in (TOMORROW, later.starts_on)] == [205_000, 190_000]
    assert governing(rules, "XB0001", TODAY).ends_before is None
    assert read(CATALOGUE[1], starts_on=TOMORROW).rejected == 1
    assert later.rules.count() == 1
    assert broken() == {}


def test_prices_of_days_gone_by_stay() -> None:
    waiting = read(CATALOGUE[1].replace("20.5", "18"), starts_on=TODAY)
    catalogue()
    for day in (YEAR_START, TODAY):
        with pytest.raises(Refusal) as refused:
            read(CATALOGUE[1], starts_on=day)
        assert refused.value.code == "catalogue_past"
    with pytest.raises(Refusal) as refused:
        put_in_force(file_id=waiting.pk, by=desk(Post.REVIEWER), at=tick())
    assert refused.value.code == "catalogue_past"
    with database.refused("item_rule_ends_ahead"):
        ItemRule.objects.filter(item__code="XA0001").update(ends_before=TODAY)
    files, by = CatalogueFile.objects.filter(pk=waiting.pk), desk(Post.REVIEWER)
    with database.refused("catalogue_file_ahead"):
        files.update(approved_by=by, approved_eyes=by.eyes, approved_at=tick())
    with database.refused("catalogue_file_stays"):
        files.update(starts_on=TOMORROW)
    other = ItemRule.objects.get(item__code="XB0001")
    with database.refused("item_rule_of_an_approved_file"):
        database.forged(other, file_id=waiting.pk, starts_on=waiting.starts_on)
    later = read(CATALOGUE[1].replace("20.5", "18"), starts_on=TOMORROW)
    put_in_force(file_id=later.pk, by=desk(Post.REVIEWER), at=tick())
    with database.refused("catalogue_file_stays"):
        CatalogueFile.objects.filter(pk=later.pk).update(approved_at=tick())
    with database.refused("item_rule_no_overlap"):
        database.forged(other, file_id=later.pk, starts_on=later.starts_on)
    assert governing(rules_of(["XA0001"], BEIJING, TODAY, TODAY), "XA0001").limit == 205_000
    assert broken() == {}


def test_the_rule_of_the_place_goes_before_that_of_the_nation() -> None:
    catalogue([CATALOGUE[1].replace(",A,,20.5", ",B,5,18")], pool="000000")
    assert governing(rules_of(["XA0001"], BEIJING, TODAY, TODAY), "XA0001").item_class == "B"
    catalogue([CATALOGUE[1]])
    assert governing(rules_of(["XA0001"], BEIJING, TODAY, TODAY), "XA0001").item_class == "A"
    before = dt.date(2025, 1, 1)
    assert governing(rules_of(["XA0001"], BEIJING, before, TODAY), "XA0001", before).pk is None
    assert rules_of(["none"], BEIJING, TODAY, TODAY).of("none", TODAY) is None


def test_a_file_that_is_none_is_refused() -> None:
    for content, code in ((b"\x00\xff\xfe", "catalogue_unreadable"), (b"a,b\n1,2", "catalogue_lacks")):
        with pytest.raises(Refusal) as refused:
            read_catalogue(
                region=Region.objects.get(pk=BEIJING), starts_on=YEAR_START, name="c.csv", content=content,
                by=desk(Post.CLERK), at=tick(),
            )  # fmt: skip
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        read()
    assert refused.value.code == "catalogue_empty"


def test_another_regions_file_does_not_change_what_a_known_item_is() -> None:
    catalogue()
    before = Item.objects.get(code="XA0001").unit
    told = "XA0001,drug,阿莫西林胶囊,Amoxicillin,粒,0.25g,A,,1,,,,"
    file = read_catalogue(
        region=Region.objects.get(pk=SHANGHAI), starts_on=dt.date(2027, 1, 1), name="c.csv",
        content=f"{HEAD}\n{told}".encode(), by=desk(Post.CLERK, at=SHANGHAI), at=tick(),
    )  # fmt: skip
    assert [each["code"] for each in file.lines.get().problems] == ["catalogue_row_of_others"]
    same = told.replace(",粒,", f",{before},")
    catalogue([same], pool=SHANGHAI, starts_on=dt.date(2027, 1, 1))
    assert Item.objects.get(code="XA0001").unit == before
