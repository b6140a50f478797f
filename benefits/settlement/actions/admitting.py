"""Who somebody is insured as, and that they were admitted."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import Department, ProviderClient
from benefits.providers.rules import CARE_WORDS, CARES, KIND_WORDS, Care
from benefits.providers.selectors import agreement_of, check_admission
from benefits.settlement import law, settlers
from benefits.settlement.models import Stay, Withdrawal
from benefits.settlement.reasons import (
    ADMITTED_WHEN,
    AWAY,
    DEAD,
    LIES_HERE,
    NOBODY,
    NOT_THEIR_CARE,
    SCHEME_UNKNOWN,
    STAY_KNOWN,
    STAY_OVERLAPS,
    STAY_SETTLED,
    STAY_WITHDRAWN,
    TOLD_TOO_LATE,
)
from benefits.settlement.rules.checks import DEPARTMENT_UNKNOWN
from benefits.settlement.selectors import in_hospital, locked, standing
from enrollment.registry.models import Person
from enrollment.registry.records import head_of, records_of
from enrollment.registry.selectors import person_by_identifier
from siadmin.agency.trail import record
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.reading import one_reading
from siadmin.kernel.trace import Explained


def eligible(
    *, client: ProviderClient, scheme: str, identity_number: str, on: dt.date, today: dt.date
) -> tuple[Person, Explained[settlers.Insured]]:
    """As what a person is insured on a day, where this institution may settle it.

    Raises SCHEME_UNKNOWN, NOBODY, DEAD, ADMITTED_WHEN, AWAY, NO_AGREEMENT and what the insurance refuses.
    """
    known = dict(settlers.codes())
    if scheme not in known:
        raise SCHEME_UNKNOWN(scheme=scheme, known=", ".join(known))
    found = person_by_identifier(identity_number.strip().upper())
    if found is None:
        raise NOBODY()
    if on > today:
        raise ADMITTED_WHEN(on=on)
    person = head_of(found)
    if person.died_on is not None and person.died_on < on:
        raise DEAD(on=person.died_on)
    with one_reading():
        insured = settlers.of(scheme).eligible(person, on)
    institution = client.institution
    if insured.value.region != institution.region_id:
        raise AWAY(insured=insured.value.region, here=institution.region_id)
    agreement_of(institution, insured.value.insurance, on)
    return person, insured


@transaction.atomic
def admit(
    *, client: ProviderClient, scheme: str, identity_number: str, care: str, admitted_on: dt.date, reference: str,
    department: str, at: dt.datetime,
) -> tuple[Stay, Explained[settlers.Insured]]:  # fmt: skip
    """Open a stay or a visit: the institution may admit on its day, and still may on the day it is told.

    Raises NOT_THEIR_CARE, TOLD_TOO_LATE, STAY_KNOWN, LIES_HERE, STAY_OVERLAPS, DEPARTMENT_UNKNOWN, SUSPENDED_NOW and
    what `eligible` does.
    """
    institution, today = client.institution, timezone.localdate(at)
    _check_care(institution.kind, care)
    person, insured = eligible(
        client=client, scheme=scheme, identity_number=identity_number, on=admitted_on, today=today
    )
    found = insured.value
    is_late = _is_late(institution.region_id, admitted_on, today)
    for on in {admitted_on, today}:
        check_admission(institution, on, department)
    agreement = agreement_of(institution, found.insurance, admitted_on)
    if today != admitted_on:
        agreement_of(institution, found.insurance, today)
    locked(f"person:{person.pk}")
    told = Stay.objects.filter(institution=institution, reference=reference).first()
    if told is not None:
        raise STAY_KNOWN(reference=reference, stay=told.number)
    if care == Care.INPATIENT and (other := in_hospital(records_of(person.pk), admitted_on)) is not None:
        if other.institution == institution.pk:
            raise LIES_HERE(since=other.since, stay=other.number)
        raise STAY_OVERLAPS()
    stay = Stay.objects.create(
        number=opaque_number("S"), institution=institution, department=_department(client, department, admitted_on),
        agreement=agreement, client=client, reference=reference,
        person=person, scheme=scheme, insurance=found.insurance, fund=found.fund, region_id=found.region, care=care,
        admitted_on=admitted_on, insured=dict(found.facts), opened_at=at, is_late=is_late,
    )  # fmt: skip
    record(
        by=None, at=at, code="stay_opened", subject_kind="person", subject=person.number, channel="api",
        stay=stay.number, institution=institution.number, care=care, admitted_on=admitted_on.isoformat(),
    )  # fmt: skip
    return stay, insured


def _check_care(kind: str, care: str) -> None:
    if care not in CARES[kind]:
        own, asked = KIND_WORDS[kind], CARE_WORDS[care]
        raise NOT_THEIR_CARE(kind_zh=own.zh, kind_en=own.en, care_zh=asked.zh, care_en=asked.en)


def _is_late(region: str, admitted_on: dt.date, today: dt.date) -> bool:
    """Whether its bills are flagged. Raises TOLD_TOO_LATE."""
    if admitted_on == today:
        return False
    days, most = (today - admitted_on).days, law.number(law.TOLD_DAYS, region, today)
    if days > most:
        raise TOLD_TOO_LATE(on=admitted_on, days=most)
    return days > law.number(law.LATE_DAYS, region, today)


def _department(client: ProviderClient, code: str, on: dt.date) -> Department | None:
    if not code:
        return None
    found = client.institution.departments.filter(code=code, starts_on__lte=on).first()
    if found is None or (found.ends_before is not None and found.ends_before <= on):
        raise DEPARTMENT_UNKNOWN(line="", department=code)
    return found


@transaction.atomic
def withdraw_stay(*, stay: Stay, reason: str, at: dt.datetime) -> Withdrawal:
    """A stay that was told by mistake, with nothing settled that stands. Raises STAY_SETTLED, STAY_WITHDRAWN."""
    locked(f"stay:{stay.pk}")
    if settled := standing(stay):
        raise STAY_SETTLED(stay=stay.number, numbers=", ".join(each.number for each in settled))
    if Withdrawal.objects.filter(stay=stay).exists():
        raise STAY_WITHDRAWN(stay=stay.number)
    made = Withdrawal.objects.create(stay=stay, reason=reason, withdrawn_at=at)
    record(
        by=None, at=at, code="stay_withdrawn", subject_kind="person", subject=stay.person.number, reason=reason,
        channel="api", stay=stay.number, institution=stay.institution.number,
    )  # fmt: skip
    return made
