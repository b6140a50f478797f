"""How much a benefit must come to for two or three people to sign (REG 37): dated by place and kind of benefit."""

import datetime as dt
from collections.abc import Sequence

from siadmin.agency.models import Region
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.trace import Law
from siadmin.matters.rules import Risk
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import LawOfDay, law_of_day

TWO, THREE = "claims.two_sign_from", "claims.three_sign_from"


def risk_of(scheme: str, weight_fen: int, region: Region, on: dt.date) -> str:
    """By what a claim comes to in all; where it has no end, gone by and in a year. Raises NoLawInForce."""
    book = law_of_day(region, on)
    if weight_fen >= _from(book, THREE, (scheme, "")):
        return Risk.HIGH
    return Risk.MIDDLE if weight_fen >= _from(book, TWO, (scheme, "")) else Risk.LOW


def _from(book: LawOfDay, key: str, categories: Sequence[str]) -> int:
    """Fen; a benefit's own threshold before the common one."""
    for category in categories:
        found: Law | None = book.laws.get((key, category))
        if found is not None:
            return fen(found.value, HALF_UP)
    raise NoLawInForce(key, f"{book.region.pk} {book.region.name_zh}", categories[0], book.day)
