"""What good rows of a register say is taken over: whom it knows, since when, and where it differs from us."""

import datetime as dt
from collections.abc import Iterable, Mapping

from enrollment.coverage.actions.comparing import compare_employers, compare_people
from enrollment.coverage.models import Batch, Known, Mismatch, Sighting
from enrollment.coverage.registers.layouts import Read
from enrollment.coverage.registers.places import Places
from enrollment.coverage.rules.kinds import Decision, Field, Register
from enrollment.registry.models import Identifier
from enrollment.registry.selectors import folded
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash

_AT_ONCE = 5000


def take(batch: Batch, rows: Mapping[int, Read], places: Places, *, at: dt.datetime) -> dict[int, int]:
    """Take rows over, by line; whom each is about (the id of who is known), where it names a person."""
    named = {line: each for line, each in rows.items() if each.number is not None}
    hashes = {line: keyed_hash(each.number.number) for line, each in named.items() if each.number}
    known = _known(named, hashes, places)
    whose = {line: known[hashes[line]].pk for line in named}
    if batch.kind != Register.DEATH:
        _sight(batch, named, whose)
    compare_people(batch, [(each, known[hashes[line]]) for line, each in named.items()], at=at)
    compare_employers(batch, rows.values(), places, at=at)
    return whose


def _known(rows: Mapping[int, Read], hashes: Mapping[int, bytes], places: Places) -> dict[bytes, Known]:
    """Everybody a row names, by hash: found, or new; the newest row of a person says where they are."""
    wanted = list(set(hashes.values()))
    found: dict[bytes, Known] = {}
    for part in _parts(wanted):
        found |= {bytes(each.number_hash): each for each in Known.objects.filter(number_hash__in=part)}
    persons = _persons([digest for digest in wanted if digest not in found or found[digest].person_id is None])
    called_dead = {hashes[line] for line, row in rows.items() if row.died_on is not None}
    denied = _denied_deaths([found[digest].pk for digest in called_dead if digest in found])
    taken = set(Known.objects.filter(person__in=persons.values()).values_list("person_id", flat=True))
    fresh: dict[bytes, Known] = {}
    for line, row in rows.items():
        digest = hashes[line]
        one = found.get(digest) or fresh.get(digest)
        if one is None:
            one = fresh[digest] = _new(row, digest, places)
        _learn(one, row, places)
        if row.died_on is not None and (one.pk, row.died_on) not in denied:
            one.died_on = row.died_on
        if one.person_id is None and (person := persons.get(digest)) and person not in taken:
            one.person_id = person
            taken.add(person)
    Known.objects.bulk_create(fresh.values(), batch_size=_AT_ONCE)
    Known.objects.bulk_update(
        [found[digest] for digest in wanted if digest in found],
        ["name", "name_folded", "person", "region", "pool", "died_on"],
        batch_size=1000,
    )
    return found | fresh


def _new(row: Read, digest: bytes, places: Places) -> Known:
    assert row.number is not None
    code = row.region_code or places.region.pk
    return Known(
        number=row.number.number,
        number_hash=digest,
        sex=str(row.number.sex),
        birth_on=row.number.birth_on,
        region_id=code,
        pool_id=places.pool_of(code),
    )


def _learn(one: Known, row: Read, places: Places) -> None:
    one.name, one.name_folded = row.name, folded(row.name)
    if row.region_code:
        one.region_id, one.pool_id = row.region_code, places.pool_of(row.region_code)


def _denied_deaths(known: list[int]) -> set[tuple[int, dt.date]]:
    """Whom registers call dead and a person found not to be: told again, they stay among those who are looked for."""
    decided = (Decision.OURS, Decision.DIFFERENT)
    return {
        (mismatch.known_id, dt.date.fromisoformat(mismatch.theirs))
        for first in range(0, len(known), _AT_ONCE)
        for mismatch in Mismatch.objects.filter(
            field=Field.DIED_ON, decision__in=decided, known__in=known[first : first + _AT_ONCE]
        )
        if mismatch.known_id is not None
    }


def _persons(digests: list[bytes]) -> dict[bytes, int]:
    """Who is registered under these numbers now."""
    found: dict[bytes, int] = {}
    for part in _parts(digests):
        rows = Identifier.objects.filter(value_hash__in=part, ends_before__isnull=True)
        found |= {bytes(digest): person for digest, person in rows.values_list("value_hash", "person_id")}
    return found


def _parts(digests: list[bytes]) -> Iterable[list[bytes]]:
    for first in range(0, len(digests), _AT_ONCE):
        yield digests[first : first + _AT_ONCE]


def _sight(batch: Batch, rows: Mapping[int, Read], whose: Mapping[int, int]) -> None:
    """Months in which the register knew them. Wages are told month by month: a gap begins a new spell."""
    spells: dict[tuple[int, str], list[Sighting]] = {}
    ids = list(set(whose.values()))
    for first in range(0, len(ids), _AT_ONCE):
        some = Sighting.objects.filter(kind=batch.kind, known_id__in=ids[first : first + _AT_ONCE])
        for each in some.order_by("from_month"):
            spells.setdefault((each.known_id, each.credit_code), []).append(each)
    changed: dict[int, Sighting] = {}
    fresh: list[Sighting] = []
    for line, row in rows.items():
        place, month = (whose[line], row.credit_code), row.month or Month.of(batch.as_of)
        there = spells.setdefault(place, [])
        spell = next((each for each in there if _reaches(each, month)), None)
        if spell is None:
            spell = Sighting(
                known_id=place[0], kind=batch.kind, credit_code=place[1], from_month=month, last_month=month
            )
            there.append(spell)
            fresh.append(spell)
        elif spell.pk:
            changed[spell.pk] = spell
        if month >= spell.last_month:
            spell.wage_fen, spell.is_student, spell.ended = row.wage_fen, row.is_student, row.is_over
        spell.from_month, spell.last_month = min(spell.from_month, month), max(spell.last_month, month)
        spell.batch = batch
    Sighting.objects.bulk_create(fresh, batch_size=_AT_ONCE)
    fields = ["from_month", "last_month", "wage_fen", "is_student", "ended", "batch"]
    Sighting.objects.bulk_update(changed.values(), fields, batch_size=1000)


def _reaches(spell: Sighting, month: Month) -> bool:
    """A state goes on until the register says otherwise; wages only from month to month; each time in prison is one."""
    if spell.kind == Register.PRISON:
        return month == spell.from_month
    if spell.kind != Register.WAGE_TAX:
        return True
    return spell.from_month - 1 <= month <= spell.last_month + 1
