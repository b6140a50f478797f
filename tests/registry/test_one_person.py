"""A natural person whose number was replaced is no second pair of eyes on what they did under the old one (REG 37)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from contributions.assessment.actions import approve_by_hand, prepare_by_hand
from contributions.assessment.models import HandProposal
from enrollment.registry.actions import replace_identifier
from enrollment.registry.models import Employer, Identifier, Person
from enrollment.registry.subjects import Persons
from funds.ledger.actions import closing as closings
from funds.ledger.models import Book, Closing
from siadmin.agency.actions import end_post, grant_post
from siadmin.agency.insurances import Fund
from siadmin.agency.models import NumberLink, User
from siadmin.agency.posts import Post
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case, Step
from siadmin.matters.rules import State
from siadmin.matters.selectors.permits import may_sign_next
from siadmin.policy import actions as policy
from tests import database
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, SEPTEMBER, broken, charge, staff, tick
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_person,
    a_user,
    an_employer,
    an_office,
    citizen_number,
    identity_number_of,
    region,
)
from tests.matters import toys
from tests.matters.counter import Desk, act
from tests.together import at_once

pytestmark = pytest.mark.django_db
NEW, NEWER = citizen_number(order=951), citizen_number(order=953)


@pytest.fixture(autouse=True)
def _toys(five_cities: None) -> Any:
    with toys.registered():
        yield


def replaced(person: Person, number: str = NEW) -> Identifier:
    return replace_identifier(
        person=person, kind="citizen_id", number=number, on=TODAY, by=a_user(staff=True), at=tick(), reason="公安更正"
    )


@pytest.fixture
def somebody() -> Person:
    return a_person(name="林静", lives_in="110105")


def test_accounts_under_the_old_and_the_new_number_are_of_one_person_whenever_they_were_opened(
    somebody: Person,
) -> None:
    old, ahead = a_user(identity_number=identity_number_of(somebody)), a_user(identity_number=NEW)
    assert old.eyes != ahead.eyes
    replaced(somebody)
    later = a_user(identity_number=NEW)
    assert {User.objects.get(pk=user.pk).eyes for user in (old, ahead, later)} == {old.eyes}
    replaced(somebody, NEWER)
    assert a_user(identity_number=NEWER).eyes == old.eyes
    assert Persons().find([somebody.number])[somebody.number].eyes == old.eyes
    assert broken() == {}


def test_who_handled_a_case_does_not_review_it_under_a_new_number(somebody: Person) -> None:
    desk = Desk()
    clerk = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(somebody))
    case = desk.handled(desk.received(cause="court"), by=clerk)
    end_post(grant=clerk.grants.get(), ends_before=LONG_AGO, by=a_user(staff=True), at=NOW, reason="调岗")
    replaced(somebody)
    reviewer = a_member_of_staff(Post.REVIEWER, identity_number=NEW)
    with pytest.raises(Refusal) as refused:
        act("review", case, reviewer)
    assert refused.value.code == "same_person_in_round"
    assert reviewer not in may_sign_next(case, TODAY)
    forced = {"case": case, "round": 1, "act": "review", "by": reviewer, "at": tick(), "facts_version": 1}
    for eyes in (reviewer.eyes, keyed_hash(NEW).hex()):
        with pytest.raises(IntegrityError, match="step_four_eyes"), transaction.atomic():
            Step.objects.create(**forced, state=State.REVIEWED, eyes=eyes)


def test_a_case_signed_by_two_accounts_that_prove_to_be_one_person_is_returned_and_not_done(
    somebody: Person,
) -> None:
    desk = Desk()
    clerk = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(somebody))
    reviewer = a_member_of_staff(Post.REVIEWER, identity_number=NEW)
    case = desk.reviewed(desk.handled(desk.received(cause="court"), by=clerk), by=reviewer)
    assert case.state == State.REVIEWED, "three hands: it waits for the approver"
    end_post(grant=reviewer.grants.get(), ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="调离")
    replaced(somebody)
    case.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        desk.approved(case)
    assert refused.value.code == "signed_twice_by_one"
    third = a_member_of_staff(Post.APPROVER)
    Step.objects.create(
        case=case, round=1, act="approve", by=third, eyes=third.eyes, at=tick(), facts_version=1, state=State.APPROVED
    )
    with pytest.raises(IntegrityError, match="case_signed_by_enough"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=State.APPROVED, version=case.version + 1)
    assert act("send_back", case, desk.approver, reason="同一人签署").state == State.RETURNED


def test_who_applied_online_under_one_number_does_not_sign_under_another(somebody: Person) -> None:
    citizen = a_citizen(somebody)
    clerk = a_member_of_staff(Post.CLERK, identity_number=NEW)
    desk = Desk(person=somebody)
    case = desk.received(by=citizen)
    replaced(somebody)
    with pytest.raises(Refusal) as refused:
        desk.handled(case, by=User.objects.get(pk=clerk.pk))
    assert refused.value.code == "own_matter"
    with pytest.raises(IntegrityError, match="step_not_by_the_applicant"), transaction.atomic():
        Step.objects.create(
            case=case, round=1, act="handle", by=clerk, eyes=keyed_hash(NEW).hex(), at=tick(), facts_version=1,
            state=State.HANDLED,
        )  # fmt: skip


def test_nobody_signs_their_own_matter_received_at_the_counter_under_a_new_number(somebody: Person) -> None:
    desk = Desk(person=somebody)
    case = desk.received()
    replaced(somebody)
    own = a_member_of_staff(Post.CLERK, identity_number=NEW)
    with pytest.raises(Refusal) as refused:
        desk.handled(case, by=own)
    assert refused.value.code == "own_matter"


def test_a_delegate_who_applied_for_an_employer_does_not_handle_it_as_staff_under_a_new_number(
    somebody: Person,
) -> None:
    from enrollment.registry.matters import PHONE  # noqa: F401  registers what employers ask for
    from enrollment.registry.subjects import Employers
    from siadmin.matters import actions
    from siadmin.matters.catalogue import matter_of
    from siadmin.matters.models import AppliedBy, Channel

    an_office()
    employer: Employer = an_employer(at="110105")
    delegate = a_delegate(employer, identity_number=identity_number_of(somebody))
    clerk = a_member_of_staff(Post.CLERK, identity_number=NEW)
    case = actions.receive(
        matter=matter_of("employer_details"),
        subject=Employers().find([employer.number])[employer.number],
        facts={"name": employer.name, "name_en": "", "address": "朝阳路 9 号", "legal_representative": "张敏",
               "contact_phone": ""},
        channel=Channel.WEBSITE, applied_by=AppliedBy.EMPLOYER, by=delegate, at=tick(),
    )  # fmt: skip
    replaced(somebody)
    with pytest.raises(Refusal) as refused:
        act("handle", case, User.objects.get(pk=clerk.pk))
    assert refused.value.code == "own_matter"


def test_who_prepared_a_closing_does_not_close_it_under_a_new_number(somebody: Person) -> None:
    book = Book.objects.get(fund=Fund.PENSION, region=BEIJING)
    preparer = a_member_of_staff(Post.ACCOUNTANT, identity_number=identity_number_of(somebody))
    ahead = a_member_of_staff(Post.ACCOUNTANT, identity_number=NEW)
    closing = Closing.objects.create(
        book=book, month=dt.date(2026, 9, 1), balances={}, prepared_by=preparer, prepared_eyes=preparer.eyes,
        prepared_at=NOW,
    )  # fmt: skip
    replaced(somebody)
    closer = User.objects.get(pk=ahead.pk)
    with pytest.raises(Refusal) as refused:
        closings.close_month(closing_id=closing.pk, seen_prepared_at=NOW, by=closer, at=tick())
    assert refused.value.code == "same_person"
    for eyes in (closer.eyes, keyed_hash(NEW).hex()):
        with pytest.raises(IntegrityError), transaction.atomic():
            Closing.objects.filter(pk=closing.pk).update(closed_by=closer, closed_eyes=eyes, closed_at=NOW)


def test_who_proposed_a_value_before_two_numbers_proved_to_be_theirs_does_not_approve_it(somebody: Person) -> None:
    """The proposal keeps the eyes of the account it was made under, which are not what the person goes by now."""
    proposer, other = a_user(identity_number=NEW, staff=True), a_user(identity_number=identity_number_of(somebody))
    proposal = policy.propose(
        key="pension.base_floor", region=region("110000"), category="employee", unit="yuan_per_month",
        value=Decimal(7500), starts_on=dt.date(2027, 7, 1), ends_before=None, source="test", status="official",
        note="", by=proposer, at=tick(),
    )  # fmt: skip
    replaced(somebody)
    approver = User.objects.get(pk=other.pk)
    assert proposal.proposed_eyes != approver.eyes
    with pytest.raises(Refusal) as refused:
        policy.approve(proposal_id=proposal.pk, seen_version=proposal.version, by=approver, at=tick())
    assert refused.value.code == "same_person"
    with pytest.raises(IntegrityError, match="by one person alone"), transaction.atomic():
        type(proposal).objects.filter(pk=proposal.pk).update(
            state="approved", decided_by=approver, decided_eyes=approver.eyes, decided_at=NOW
        )


def test_who_set_wages_by_hand_before_two_numbers_proved_to_be_theirs_does_not_approve_them(somebody: Person) -> None:
    employer, (worker,) = staff(at=COUNTY_OF[GUANGZHOU])
    charge(GUANGZHOU, SEPTEMBER)
    maker, other = a_user(identity_number=NEW, staff=True), a_user(identity_number=identity_number_of(somebody))
    proposal = prepare_by_hand(
        employer=employer, month=SEPTEMBER, wages={worker.pk: 700_000}, by=maker, at=tick(), reason="未申报"
    )
    replaced(somebody)
    checker = User.objects.get(pk=other.pk)
    assert proposal.prepared_eyes != checker.eyes
    with pytest.raises(Refusal) as refused:
        approve_by_hand(proposal_id=proposal.pk, seen_version=0, by=checker, at=tick(), today=TODAY)
    assert refused.value.code == "same_person"
    with pytest.raises(IntegrityError, match="by one person alone"), transaction.atomic():
        HandProposal.objects.filter(pk=proposal.pk).update(
            state="approved", decided_by=checker, decided_eyes=checker.eyes, decided_at=NOW, version=1
        )
    assert broken() == {}


def test_posts_that_may_not_be_combined_are_refused_across_the_replacement(somebody: Person) -> None:
    a_member_of_staff(Post.ACCOUNTANT, identity_number=identity_number_of(somebody))
    replaced(somebody)
    with pytest.raises(Refusal) as refused:
        a_member_of_staff(Post.CASHIER, identity_number=NEW)
    assert refused.value.code == "posts_not_combined"


def test_a_number_is_not_replaced_by_one_whose_account_holds_an_incompatible_post_until_that_ends(
    somebody: Person,
) -> None:
    accountant = a_member_of_staff(Post.ACCOUNTANT, identity_number=identity_number_of(somebody))
    cashier = a_member_of_staff(Post.CASHIER, identity_number=NEW)
    with pytest.raises(Refusal) as refused, transaction.atomic():
        replaced(somebody)
    assert (refused.value.code, bool(refused.value.remedy_en)) == ("one_person_two_posts", True)
    assert not NumberLink.objects.exists()
    end_post(grant=cashier.grants.get(), ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="调离")
    replaced(somebody)
    assert User.objects.get(pk=cashier.pk).eyes == accountant.eyes
    end_post(grant=accountant.grants.get(), ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="退休")
    assert set(broken()) == {"posts_not_combined"}, "what was held together before it was known is told"


def test_nobody_grants_a_post_to_themselves_under_a_new_number(somebody: Person) -> None:
    chief = a_member_of_staff(Post.ADMINISTRATOR, identity_number=identity_number_of(somebody), at="110000")
    replaced(somebody)
    with pytest.raises(Refusal) as refused:
        grant_post(
            user=a_user(staff=True, identity_number=NEW), office=an_office(), post=Post.ADMINISTRATOR,
            starts_on=LONG_AGO, by=chief, at=NOW, reason="test",
        )  # fmt: skip
    assert refused.value.code == "not_to_oneself"


def test_numbers_of_one_person_are_linked_whoever_writes_them(somebody: Person) -> None:
    Identifier.objects.create(
        person=somebody, kind="foreign", value=NEWER, value_hash=keyed_hash(NEWER), starts_on=TODAY
    )
    assert bytes(NumberLink.objects.get().identity_hash) == keyed_hash(NEWER)


def test_links_are_kept_lead_to_a_person_and_never_in_a_circle(somebody: Person) -> None:
    first = keyed_hash(identity_number_of(somebody))
    replaced(somebody)
    for identity, person in ((first, keyed_hash(NEW)), (keyed_hash(NEW), keyed_hash(NEWER)), (first, first)):
        with database.refused("numberlink_leads_to_a_person"):
            NumberLink.objects.create(identity_hash=identity, person_hash=person, linked_at=NOW)
    with database.not_permitted():
        NumberLink.objects.update(person_hash=keyed_hash(NEWER))
    with database.not_permitted():
        NumberLink.objects.all()._raw_delete("default")


def test_an_account_does_not_leave_its_person(somebody: Person) -> None:
    account, other = a_user(identity_number=identity_number_of(somebody)), a_user()
    with database.refused("account_stays_with_its_person"):
        User.objects.filter(pk=account.pk).update(person_hash=bytes(other.person_hash))


@pytest.mark.django_db(transaction=True)
def test_an_account_opened_while_its_number_is_linked_follows(somebody: Person) -> None:
    staff, first = a_user(staff=True), keyed_hash(identity_number_of(somebody))

    def linking() -> Identifier:
        return replace_identifier(
            person=somebody, kind="citizen_id", number=NEW, on=TODAY, by=staff, at=tick(), reason="公安更正"
        )

    answers = at_once(linking, *[lambda: a_user(identity_number=NEW)] * 3)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM agency_user WHERE person_hash <> agency_person_behind(identity_hash)")
        assert cursor.fetchone() == (0,)
    assert User.objects.filter(person_hash=first).count() == 3
