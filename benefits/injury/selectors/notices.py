"""Which notices of a province raised a monthly benefit of injuries, by the law on file (WIR 40)."""

from collections.abc import Collection

from benefits.injury.rules.raising import RaiseLaw
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.models import Value
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value

FIXED, SHARE = "injury.raise_fixed", "injury.raise_share"


def notice_months(scheme: str, first: Month, last: Month) -> Collection[Month]:
    """From which of these months one begins anywhere."""
    found = Value.objects.filter(
        series__key__in=[FIXED, SHARE], series__category=scheme, superseded_at=None,
        starts_on__gte=first.first_day, starts_on__lt=(last + 1).first_day,
    )  # fmt: skip
    return {Month.of(day) for day in found.values_list("starts_on", flat=True)}


def raise_law(scheme: str, region: str, month: Month) -> RaiseLaw:
    """Raises NOT_VERIFIED_HERE."""
    book, on = StoredLawBook(), month.first_day
    return RaiseLaw(
        own_value(book, FIXED, region=region, on=on, category=scheme),
        own_value(book, SHARE, region=region, on=on, category=scheme),
    )


def begins_in(law: RaiseLaw, month: Month) -> bool:
    return month.first_day in (law.fixed.starts_on, law.share.starts_on)


def notices(scheme: str, region: str, first: Month, last: Month) -> list[tuple[Month, RaiseLaw]]:
    """Those of a place, in their order."""
    found = list[tuple[Month, RaiseLaw]]()
    for month in sorted(notice_months(scheme, first, last)):
        try:
            law = raise_law(scheme, region, month)
        except Refusal:
            continue
        if begins_in(law, month):
            found.append((month, law))
    return found
