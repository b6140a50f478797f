"""The person's share may be paid from personal accounts: their own, then those of the family (国办发〔2021〕14号)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from pytest_django.live_server_helper import LiveServer

from benefits.medical.models import AccountSharing
from benefits.settlement.models import Settlement
from contributions.accounts.actions import pay_from_account
from contributions.accounts.models import AccountKind, AccountPayment
from contributions.accounts.selectors import spendable
from enrollment.registry.models import Person
from funds.ledger.models import Posting
from siadmin.agency.insurances import Fund
from tests import database
from tests.cities import BEIJING, broken
from tests.factories import TODAY, identity_number_of, region
from tests.medical.reimbursing import done
from tests.payments.till import funded
from tests.settlement.agency import Clearer
from tests.settlement.hospital import Hospital, Program, Refused, line, patient
from tests.settlement.test_faults import over_http

at_the_desk = pytest.mark.usefixtures("a_year_paid", "at_the_desk")
DEAR = "9000"


def held(person: Person) -> int:
    return spendable(person.pk, AccountKind.MEDICAL, region(BEIJING))


def spent(person: Person, fen: int, key: str = "elsewhere:1") -> None:
    pay_from_account(
        key=key, holder=person, region=region(BEIJING), used_for=person, amount_fen=fen, paid_to="某药店", on=TODAY
    )


def shown_to(hospital: Hospital, person: Person, *lines: Any, asked: bool = True, stay: str = "") -> tuple[str, Any]:
    stay = stay or hospital.admitted(person)
    told = {"until": str(TODAY), "is_last": True, "lines": lines or [line("DV0001", 1, DEAR)], "from_account": asked}
    return stay, hospital.ask("api_presettlements", told, number=stay)


def shared(holder: Person, user: Person) -> AccountSharing:
    done(holder, "account_sharing", {"user": identity_number_of(user), "relation": "spouse"})
    return AccountSharing.objects.get(user=user)


@at_the_desk
def test_ones_own_account_pays_what_it_holds_and_the_rest_is_cash() -> None:
    hospital, person = Hospital(), patient()
    before = held(person)
    stay, shown = shown_to(hospital, person)
    assert 0 < before < shown["self_pay_fen"]
    assert (shown["account_fen"], shown["cash_fen"]) == (before, shown["self_pay_fen"] - before)
    settled = hospital.settled(stay, shown, from_account=True)
    assert (settled["account_fen"], settled["cash_fen"], settled["differences"]) == (before, shown["cash_fen"], [])
    assert held(person) == 0
    paid = AccountPayment.objects.get()
    assert (paid.key, paid.used_for) == (f"settlement:{settled['settlement']}:1", person)
    back = hospital.reversed(settled)
    assert (back["account_fen"], held(person)) == (-before, before)
    assert broken() == {}


@at_the_desk
def test_who_does_not_ask_keeps_their_account() -> None:
    hospital, person = Hospital(), patient()
    before = held(person)
    stay, shown = shown_to(hospital, person, asked=False)
    settled = hospital.settled(stay, shown)
    assert (shown["account_fen"], settled["account_fen"], settled["cash_fen"]) == (0, 0, settled["self_pay_fen"])
    assert held(person) == before


@at_the_desk
def test_no_more_is_taken_than_the_person_bears() -> None:
    hospital, person = Hospital(), patient()
    before = held(person)
    stay, shown = shown_to(hospital, person, line("XA0001", 1, "20"))
    assert (shown["account_fen"], shown["cash_fen"]) == (2_000, 0)
    hospital.settled(stay, shown, from_account=True)
    assert held(person) == before - 2_000


@at_the_desk
def test_the_accounts_of_the_family_pay_after_ones_own_while_they_are_shared() -> None:
    hospital, person, wife = Hospital(), patient(), patient()
    sharing = shared(wife, person)
    own, hers = held(person), held(wife)
    stay, shown = shown_to(hospital, person)
    assert shown["account_fen"] == own + hers
    settled = hospital.settled(stay, shown, from_account=True)
    assert [(each.person, each.amount_fen) for each in AccountPayment.objects.order_by("key")] == [
        (person, own), (wife, hers),
    ]  # fmt: skip
    hospital.reversed(settled)
    assert (held(person), held(wife)) == (own, hers)
    done(wife, "account_sharing_end", {"sharing": sharing.case.number})
    _, shown = shown_to(hospital, person, stay=stay)
    assert shown["account_fen"] == own
    assert broken() == {}


@at_the_desk
def test_an_account_that_changed_meanwhile_refuses_and_is_settled_with_its_explanation() -> None:
    hospital, person = Hospital(), patient()
    before = held(person)
    stay, shown = shown_to(hospital, person)
    spent(person, 1_000)
    with pytest.raises(Refused) as refused:
        hospital.settled(stay, shown, from_account=True)
    (told,) = refused.value.told["differences"]
    assert (told["part"], told["shown_fen"], told["now_fen"]) == ("account_fen", before, before - 1_000)
    settled = hospital.settled(stay, shown, from_account=True, accept_changes=True)
    assert (settled["account_fen"], settled["differences"]) == (before - 1_000, [told])
    assert broken() == {}


@at_the_desk
def test_what_accounts_paid_for_a_bill_is_found_by_its_key() -> None:
    """However many others they have paid."""
    hospital, read = Hospital(), "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = %s"

    def settle() -> None:
        person = patient()
        stay, shown = shown_to(hospital, person)
        hospital.settled(stay, shown, from_account=True)

    def rows_read() -> int:
        with connection.cursor() as cursor:
            cursor.execute(read, ["accounts_payment"])
            return int(cursor.fetchone()[0])

    for _ in range(2):
        settle()
    database.checked()
    settle()
    database.run("SET LOCAL enable_seqscan = off")  # three rows are read sooner than an index
    database.run("DISCARD PLANS")
    before = rows_read()
    database.run("SET CONSTRAINTS settlement_is_its_lines IMMEDIATE")
    assert rows_read() - before == 1


@at_the_desk
def test_institutions_are_paid_what_accounts_owe_them_by_an_item_of_its_own() -> None:
    hospital, clearer, person = Hospital(), Clearer(), patient()
    stay, shown = shown_to(hospital, person)
    settled = hospital.settled(stay, shown, from_account=True)
    funded(Fund.MEDICAL)
    own = clearer.paid(clearer.opened())
    (its,) = own.clearings.all()
    assert (its.account_fen, its.pay_fen) == (settled["account_fen"], settled["fund_fen"] + settled["account_fen"])
    spent_as = Posting.objects.filter(entry=its.entry, account_kind="benefits").values_list("item")
    assert dict(spent_as.annotate(fen=Sum("amount_fen"))) == {
        "medical_costs": settled["fund_fen"], "personal_accounts": settled["account_fen"],
    }  # fmt: skip
    assert broken() == {}


@at_the_desk
def test_a_settlement_says_what_accounts_paid_and_nothing_else() -> None:
    hospital, person = Hospital(), patient()
    stay, shown = shown_to(hospital, person)
    hospital.settled(stay, shown)
    own = Settlement.objects.get()
    own.pk, own.number, own.account_fen = None, "Z-forged", own.self_pay_fen + 1
    with database.refused("settlement_account_of_self_pay"):
        own.save(force_insert=True)


def test_a_family_that_settles_at_once_takes_no_more_than_the_accounts_hold(
    live_server: LiveServer, five_committed_cities: None
) -> None:
    hospital, holder = Hospital(), patient()
    family = [patient() for _ in range(4)]
    for each in family:
        shared(holder, each)
    people = [holder, *family]
    before = sum(held(each) for each in people)
    asked = [(person, *shown_to(hospital, person)) for person in people]
    program = Program(*hospital.credentials, over_http(live_server.url))

    def settle(told: tuple[Person, str, Any]) -> Any:
        return program.settled(told[1], told[2], from_account=True, accept_changes=True)

    with ThreadPoolExecutor(len(asked)) as programs:
        answers = list(programs.map(settle, asked))
    assert sum(each["account_fen"] for each in answers) == before
    assert all(held(each) == 0 for each in people)
    assert broken() == {}
