"""Care elsewhere is filed, holds, ends; a personal account is shared, and no longer."""

import datetime as dt

import pytest

from benefits.medical.models import AccountSharing, AwayFiling, FilingEnded
from benefits.medical.selectors import filed_as, shared_by, shared_with
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matter_of
from tests import database
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, SHANGHAI, broken
from tests.claims.desk import a_worker
from tests.factories import TODAY, a_person, identity_number_of
from tests.medical.reimbursing import VISIT, a_desk, amounts, done, granted

pytestmark = pytest.mark.usefixtures("a_year_paid")
REFERRED = {"kind": "referred", "care_place": COUNTY_OF[SHANGHAI], "starts_on": "2026-10-01", "last_day": "2026-12-31"}
LIVES_THERE = {
    "kind": "resident_elsewhere",
    "care_place": COUNTY_OF[GUANGZHOU],
    "starts_on": "2027-01-01",
    "last_day": None,
}


def test_a_filing_holds_from_the_day_it_is_applied_for_to_its_last_and_raises_what_is_paid() -> None:
    _, person = a_worker()
    done(person, "away_filing", REFERRED)
    assert filed_as(person, TODAY - dt.timedelta(1)) == "unfiled"
    assert filed_as(person, TODAY) == filed_as(person, dt.date(2026, 12, 31)) == "referred"
    assert filed_as(person, dt.date(2027, 1, 1)) == "unfiled"
    today = {"began_on": str(TODAY), "ended_on": str(TODAY)}
    decision = granted(person, VISIT | today | {"elsewhere": True, "charged": "2800.00"})
    assert amounts(decision) == {"medical_pool": 100_000 * 70 * 90 // 10_000}
    with pytest.raises(Refusal) as refused:
        a_desk(person, "away_filing").asked(LIVES_THERE | {"starts_on": "2026-12-31"})
    assert refused.value.code == "away_filed_already"
    with database.refused("away_filings_apart"):
        AwayFiling.objects.create(
            person=person, kind="referred", place_id=COUNTY_OF[GUANGZHOU], starts_on=dt.date(2026, 11, 1),
            ends_before=dt.date(2026, 11, 2), case_id=AwayFiling.objects.get().case_id + 1,
        )  # fmt: skip
    filing = AwayFiling.objects.get()
    with database.refused("away_filing_by_a_case"):
        database.forged(
            filing,
            starts_on=filing.ends_before,
            ends_before=None,
            case_id=decision.claim.case_id,
            kind="resident_elsewhere",
        )
    with (
        database.written_with(FilingEnded, ends_before=filing.ends_before),
        database.refused("away_filing_ends_within"),
    ):
        done(person, "away_filing_end", {"ends_before": "2026-11-01"})
    done(person, "away_filing_end", {"ends_before": "2026-11-01"})
    assert filed_as(person, dt.date(2026, 11, 1)) == "unfiled"
    done(person, "away_filing", LIVES_THERE)
    assert filed_as(person, dt.date(2030, 1, 1)) == "resident_elsewhere"
    assert broken() == {}


def test_what_is_filed_after_the_care_changes_nothing_of_what_is_paid() -> None:
    _, person = a_worker()
    told = VISIT | {"elsewhere": True, "charged": "2800.00"}
    desk = a_desk(person)
    case = desk.asked(told)
    done(person, "away_filing", REFERRED)
    assert amounts(desk.granted(case)) == {"medical_pool": 100_000 * 70 * 70 // 10_000}
    again = granted(person, told | {"receipts": "V-2", "charged": "1000.00"})
    assert amounts(again) == {"medical_pool": 100_000 * 70 * 70 // 10_000}


def test_nothing_is_filed_at_home_or_without_cover() -> None:
    _, person = a_worker()
    with pytest.raises(Refusal) as refused:
        a_desk(person, "away_filing").asked(REFERRED | {"care_place": COUNTY_OF[BEIJING]})
    assert refused.value.code == "away_is_at_home"
    with pytest.raises(Refusal) as refused:
        a_desk(a_person(), "away_filing").asked(REFERRED)
    assert "不享受" in refused.value.zh


def test_a_filing_ends_within_its_time() -> None:
    _, person = a_worker()
    done(person, "away_filing", REFERRED)
    with pytest.raises(Refusal) as refused:
        a_desk(person, "away_filing_end").asked({"ends_before": "2027-01-01"})
    assert refused.value.code == "away_ends_when"


def test_what_ended_meanwhile_is_not_ended_again() -> None:
    _, person = a_worker()
    done(person, "away_filing", REFERRED)
    sooner, later = a_desk(person, "away_filing_end"), a_desk(person, "away_filing_end")
    first, second = sooner.asked({"ends_before": "2026-10-20"}), later.asked({"ends_before": "2026-10-30"})
    sooner.handled(first)
    with pytest.raises(Refusal) as refused:
        later.handled(second)
    assert refused.value.code in {"away_none_holds", "matter_stands_against"}
    user = a_person()
    done(person, "account_sharing", {"user": identity_number_of(user), "relation": "parent"})
    ends = {"sharing": AccountSharing.objects.get().case.number}
    own, other = a_desk(person, "account_sharing_end"), a_desk(user, "account_sharing_end")
    mine, theirs = own.asked(ends), other.asked(ends)
    own.handled(mine)
    with pytest.raises(Refusal) as refused:
        other.handled(theirs)
    assert refused.value.code in {"account_shared_no_more", "facts_invalid", "matter_stands_against"}


@pytest.mark.parametrize(("told", "field"), [({"last_day": ""}, "last_day"), ({"last_day": "2026-09-01"}, "last_day")])
def test_temporary_care_has_a_last_day(told: dict[str, str], field: str) -> None:
    assert field in matter_of("away_filing").form(REFERRED | told).errors


def test_an_account_is_shared_once_and_either_ends_it() -> None:
    _, holder = a_worker()
    user = a_person()
    told = {"user": identity_number_of(user), "relation": "parent"}
    done(holder, "account_sharing", told)
    assert [each.user for each in shared_by(holder)] == [user]
    assert [each.holder for each in shared_with(user)] == [holder]
    with pytest.raises(Refusal) as refused:
        a_desk(holder, "account_sharing").asked(told)
    assert refused.value.code == "account_shared_already"
    sharing = AccountSharing.objects.get()
    ended = done(user, "account_sharing_end", {"sharing": sharing.case.number})
    assert shared_by(holder) == shared_with(user) == []
    with database.refused("account_sharing_by_a_case"):
        database.forged(sharing, case_id=ended.pk)
    assert broken() == {}


def test_without_an_account_there_is_nothing_to_share() -> None:
    _, user = a_worker()
    with pytest.raises(Refusal) as refused:
        a_desk(a_person(lives_in="110105"), "account_sharing").asked(
            {"user": identity_number_of(user), "relation": "child"}
        )
    assert refused.value.code == "account_sharing_no_account"
