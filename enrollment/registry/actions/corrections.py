"""Verbs that change what the registry knows: a phone, a retirement group, an employer and its bank account.

Each raises in words what cannot be, and keeps what it was: the history by trigger, the act in the trail.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import pghistory
from django.db import transaction
from django.utils import timezone

from enrollment.registry.actions import lock_employer
from enrollment.registry.actions.warning import PHONE_CHANGED, warn
from enrollment.registry.models import BankCard, Employer, Person, RetirementGroup, Sex
from enrollment.registry.names import sounds
from enrollment.registry.protocols import card_changed
from enrollment.registry.records import records_of
from enrollment.registry.selectors import bank_card_of, folded
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.matters.models import Case

NOTHING_CHANGES = Reason(
    "nothing_changes",
    "填写的内容与登记的完全相同，没有需要变更的。",
    "What was written is what is registered already; nothing would change.",
    "核对后填写新的内容，或不必办理。",
    "Check it and write what is new, or leave it.",
)
GROUP_NOT_OF_THIS_SEX = Reason(
    "group_not_of_this_sex",
    "{name}登记的性别与所选退休类别不符。",
    "The retirement group does not fit the sex that is registered for {name}.",
    "女职工选 55 周岁或 50 周岁；男职工只有 60 周岁，无需变更。",
    "Women have 55 or 50; men have 60 only, and nothing to change.",
)
PERSON_HAS_DIED = Reason(
    "person_has_died",
    "{name}已登记死亡（{day}），不能办理此项变更。",
    "{name} is registered as having died on {day}; this can no longer be changed.",
    "如死亡登记有误，请先更正。",
    "If that is wrong, have it corrected first.",
)
REGISTRATION_CANCELLED = Reason(
    "registration_cancelled",
    "{name}已于 {day} 注销登记，不能再变更。",
    "The registration of {name} was cancelled on {day}; it can no longer be changed.",
    "核对是否选对了单位。",
    "Check whether this is the right employer.",
)
ANOTHER_POOL = Reason(
    "employer_moves_to_another_pool",
    "{place}不属于{name}参保的统筹地区（{pool}），不能直接变更。",
    "{place} is outside {pool}, the pooling region in which {name} insures its people.",
    "在本统筹地区注销登记，到新统筹地区登记，职工的关系另行转移。",
    "Cancel the registration here and register there; the relations of its people are transferred.",
)
# What `change_employer` may change; the bank account, where money goes to, has its own verb.
EMPLOYER_DETAILS = ("name", "name_en", "address", "legal_representative", "contact_phone")


def check_phone(person: Person, phone: str) -> None:
    """Raises PERSON_HAS_DIED, NOTHING_CHANGES."""
    _living(person)
    if person.phone == phone:
        raise NOTHING_CHANGES()


def check_places(person: Person, household: Region | None, residence: Region | None) -> None:
    """Places as told, None: as it is. Raises PERSON_HAS_DIED, NOTHING_CHANGES."""
    _living(person)
    if household in (None, person.household) and residence in (None, person.residence):
        raise NOTHING_CHANGES()


def check_bank_card(person: Person, bank_name: str, account: str) -> None:
    """Raises PERSON_HAS_DIED, NOTHING_CHANGES."""
    _living(person)
    card = bank_card_of(person)
    if card is not None and (card.bank_name, card.account) == (bank_name, account):
        raise NOTHING_CHANGES()


def check_retirement_group(person: Person, group: str) -> None:
    """Raises PERSON_HAS_DIED, GROUP_NOT_OF_THIS_SEX, NOTHING_CHANGES."""
    _living(person)
    if (person.sex == Sex.MALE) != (group == RetirementGroup.M60):
        raise GROUP_NOT_OF_THIS_SEX(name=person.name)
    if person.retirement_group == group:
        raise NOTHING_CHANGES()


def _living(person: Person) -> None:
    if person.died_on is not None:
        raise PERSON_HAS_DIED(name=person.name, day=person.died_on)


def _standing(employer: Employer) -> None:
    if employer.cancelled_on is not None:
        raise REGISTRATION_CANCELLED(name=employer.name, day=employer.cancelled_on)


def employer_changes(employer: Employer, details: Mapping[str, str]) -> dict[str, str]:
    """Details that differ from the registered; an empty one stays. Raises REGISTRATION_CANCELLED, NOTHING_CHANGES."""
    _standing(employer)
    new = {
        name: details[name]
        for name in EMPLOYER_DETAILS
        if details.get(name) and details[name] != (getattr(employer, name) or "")
    }
    if not new:
        raise NOTHING_CHANGES()
    return new


def check_bank_account(employer: Employer, bank_name: str, bank_account: str) -> None:
    """Raises REGISTRATION_CANCELLED, NOTHING_CHANGES."""
    _standing(employer)
    if (employer.bank_name, employer.bank_account) == (bank_name, bank_account):
        raise NOTHING_CHANGES()


@transaction.atomic
def correct_phone(*, person: Person, phone: str, case: Case, by: User, at: dt.datetime, reason: str) -> Person:
    """The phone by which a person is reached, 11 digits (REG 9); whom it was taken from is told.

    Raises what `check_phone` refuses.
    """
    kept = Person.objects.select_for_update().get(pk=person.pk)
    check_phone(kept, phone)
    before, kept.phone, kept.phone_hash, kept.phone_case = kept.phone, phone, keyed_hash(phone), case
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=["phone", "phone_hash", "phone_case"])
    record(by=by, at=at, code="phone_corrected", subject_kind="person", subject=kept.number, reason=reason)
    warn(PHONE_CHANGED, kept, before, at=at, key=case.number)
    return kept


@transaction.atomic
def correct_places(
    *, person: Person, household: Region | None, residence: Region | None, by: User, at: dt.datetime, reason: str
) -> Person:
    """Where the household is registered and where they live (REG 9, 12); None stays. Raises like `check_places`."""
    kept = Person.objects.select_for_update(of=("self",)).select_related("household", "residence").get(pk=person.pk)
    check_places(kept, household, residence)
    before = (kept.household_id, kept.residence_id)
    kept.household, kept.residence = household or kept.household, residence or kept.residence
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=["household", "residence"])
    record(
        by=by, at=at, code="places_corrected", subject_kind="person", subject=kept.number, reason=reason,
        before=list(before), after=[kept.household_id, kept.residence_id],
    )  # fmt: skip
    return kept


@transaction.atomic
def change_bank_card(
    *, person: Person, bank_name: str, account: str, by: User, at: dt.datetime, reason: str
) -> BankCard:
    """The account money for a person goes to from today on; the one before ends (REG 9, 62).

    Raises like `check_bank_card`.
    """
    kept, today = Person.objects.select_for_update().get(pk=person.pk), timezone.localdate(at)
    check_bank_card(kept, bank_name, account)
    with pghistory.context(actor=by.pk, reason=reason):
        for card in BankCard.objects.select_for_update().filter(person=kept, ends_before__isnull=True):
            card.ends_before = max(today, card.starts_on)
            card.save(update_fields=["ends_before"])
        fresh = BankCard.objects.create(
            person=kept, bank_name=bank_name, account=account, account_hash=keyed_hash(account), starts_on=today
        )
    card_changed.call(kept, at)
    record(by=by, at=at, code="bank_card_changed", subject_kind="person", subject=kept.number, reason=reason)
    return fresh


@transaction.atomic
def change_retirement_group(*, person: Person, group: str, by: User, at: dt.datetime, reason: str) -> Person:
    """F55 or F50, by the post a woman works in (国发〔1978〕104号; RET 1). Raises like `check_retirement_group`.

    It moves the statutory month of retirement; no contribution already charged depends on it.
    """
    kept = Person.objects.select_for_update().get(pk=person.pk)
    check_retirement_group(kept, group)
    before, kept.retirement_group = kept.retirement_group, RetirementGroup(group)
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=["retirement_group"])
    record(
        by=by, at=at, code="retirement_group_changed", subject_kind="person", subject=kept.number, reason=reason,
        before=before, after=kept.retirement_group.value,
    )  # fmt: skip
    return kept


@transaction.atomic
def change_employer(
    *, employer: Employer, details: Mapping[str, str], by: User, at: dt.datetime, reason: str
) -> Employer:
    """Name, English name, address, legal representative, contact phone (COLL 7, REG 10); an empty one stays.

    Raises what `employer_changes` refuses.
    """
    kept = lock_employer(employer)
    new = employer_changes(kept, details)
    fields = set(new)
    for name, value in new.items():
        setattr(kept, name, value)
    if "name" in new:
        kept.name_folded, kept.initials = folded(kept.name), sounds(kept.name)[1][:60]
        fields |= {"name_folded", "initials"}
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=fields)
    record(by=by, at=at, code="employer_changed", subject_kind="employer", subject=kept.number, reason=reason)
    return kept


def check_move(employer: Employer, region: Region) -> None:
    """Raises REGISTRATION_CANCELLED, NOTHING_CHANGES, ANOTHER_POOL."""
    _standing(employer)
    if employer.region_id == region.pk:
        raise NOTHING_CHANGES()
    if not region.path.startswith(employer.pooling_region.path):
        raise ANOTHER_POOL(name=employer.name, place=region.words, pool=employer.pooling_region.words)


@transaction.atomic
def move_employer(*, employer: Employer, region: Region, by: User, at: dt.datetime, reason: str) -> Employer:
    """The county that answers for an employer, within its pooling region: no contribution differs by it (REG 10).

    Raises what `check_move` refuses.
    """
    kept = lock_employer(employer)
    check_move(kept, region)
    before = kept.region_id
    kept.region = region
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=["region"])
    record(
        by=by, at=at, code="employer_moved", subject_kind="employer", subject=kept.number, reason=reason,
        before=before, after=region.pk,
    )  # fmt: skip
    return kept


@transaction.atomic
def change_bank_account(
    *, employer: Employer, bank_name: str, bank_account: str, by: User, at: dt.datetime, reason: str
) -> Employer:
    """The account refunds and benefits go to (COLL 7, REG 9). Raises what `check_bank_account` refuses."""
    kept = lock_employer(employer)
    check_bank_account(kept, bank_name, bank_account)
    kept.bank_name, kept.bank_account, kept.bank_account_hash = bank_name, bank_account, keyed_hash(bank_account)
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=["bank_name", "bank_account", "bank_account_hash"])
    record(by=by, at=at, code="bank_account_changed", subject_kind="employer", subject=kept.number, reason=reason)
    return kept


@transaction.atomic
def record_death(*, person: Person, on: dt.date, by: User, at: dt.datetime, reason: str) -> Person:
    """Record the day somebody died, as a register told and a clerk confirmed (REG 8). Raises PERSON_HAS_DIED.

    Every record of the person says it. Employment and insurance are ended by the employer's leaving, which charged
    months follow.
    """
    found = Person.objects.select_for_update().get(pk=person.pk)  # until commit no record is merged with this one
    _living(found)
    with pghistory.context(actor=by.pk, reason=reason):
        found.died_on = on
        found.save(update_fields=["died_on"])
        know_the_death(found, [record for record in records_of(found.pk) if record != found.pk])
    record(by=by, at=at, code="death_recorded", subject_kind="person", subject=found.number, reason=reason, on=str(on))
    return found


def know_the_death(told: Person, others: Iterable[int]) -> None:
    """What was told of one record is known of the other records of the person, as long as they are of one person."""
    living = Person.objects.filter(pk__in=list(others), died_on__isnull=True)
    for each in living.select_for_update().order_by("pk"):
        each.died_on, each.death_told_of_id = told.died_on, told.death_told_of_id or told.pk
        each.save(update_fields=["died_on", "death_told_of"])


def forget_the_death(of: Iterable[int], told_of: Iterable[int]) -> None:
    """Records that proved to be of somebody else live: the death was told of a record that is not theirs."""
    taken = Person.objects.filter(pk__in=list(of), death_told_of__in=list(told_of))
    for each in taken.select_for_update().order_by("pk"):
        each.died_on, each.death_told_of = None, None
        each.save(update_fields=["died_on", "death_told_of"])
