"""What a claim comes to as the record stands now, in the form in which it is signed."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benefits.claims.models import Claim
from benefits.claims.rules.assessed import Assessed, Item
from benefits.claims.schemes import Claimant, Known, Scheme
from enrollment.registry.models import Person
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.reading import one_reading
from siadmin.kernel.trace import Explained
from siadmin.letters.wording import canonical, written_trace


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is signed for: facts known, components or reasons against, calculation. Its digest tells it apart."""

    assessed: Assessed
    known: Sequence[Known]
    content: str

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.content)
        return told

    @property
    def digest(self) -> bytes:
        return keyed_hash(self.content)


def claimant_of(claim: Claim) -> Claimant:
    return Claimant(claim.person, claim.region, claim.applied_on)


def claimant_at(scheme: Scheme, person: Person, facts: Mapping[str, Any], on: dt.date) -> Claimant | None:
    """Of an application that is only being made; none where the record tells no place."""
    place: Region | None = scheme.place(person, facts, on)
    return None if place is None else Claimant(person, place, on)


def assessed(scheme: Scheme, claimant: Claimant, facts: Mapping[str, Any]) -> ToSign:
    """Raises what the scheme refuses: the law of the place that is not known."""
    with one_reading():
        known = tuple(scheme.known(claimant, facts))
        answer: Explained[Assessed] = scheme.assess(claimant, facts)
    told = {
        "scheme": scheme.code,
        "facts": facts,
        "known": [{"name": each.name, "value": as_written(each.value), "source": each.source} for each in known],
        "items": [_item(item) for item in answer.value.items],
        "unmet": list(answer.value.unmet),
        "counts": answer.value.counts,
        "trace": written_trace(answer.trace),
    }
    return ToSign(answer.value, known, canonical(told))


def as_written(value: Any) -> Words:
    """A known value as people read it."""
    if isinstance(value, Words):
        return value
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    return Words(str(value), str(value))


def _item(item: Item) -> dict[str, Any]:
    return {
        "component": item.component,
        "amount_fen": item.amount_fen,
        "rhythm": item.rhythm.value,
        "from_month": str(item.from_month),
        "before_month": None if item.before_month is None else str(item.before_month),
    }
