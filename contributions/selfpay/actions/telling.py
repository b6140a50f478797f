"""Tell people who pay for themselves what they chose and what follows of it, in their message box."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.assessment.own import own_due_days
from contributions.selfpay.messages import (
    OWN_CHANGED,
    OWN_EMPLOYED,
    OWN_JOINED,
    OWN_STOPPED,
    TIER_CHOSEN,
    TIER_GIVEN_UP,
    TIER_PAID_FOR,
)
from contributions.selfpay.words import RHYTHMS
from enrollment.participation.models import FLEXIBLE, InsuredPeriod, OwnKind, OwnTerms, PeriodEnd
from enrollment.registry.models import Person
from siadmin.agency.insurances import NAMES, SCHEME_ORDER
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.letters.texts import MessageText
from siadmin.policy.selectors import law_of_day

PAGE = ("citizen_own",)


def tell_own_change(person: Person, kind: str, month: Month, by: User | None, at: dt.datetime) -> None:
    """After somebody joined, chose other terms or stopped: once for each, as it stands now.

    Raises NO_LAW_IN_FORCE.
    """
    if kind == OwnKind.FLEXIBLE:
        _tell_flexible(person, at)
    else:
        _tell_resident(person, kind, month, at)


def _tell_flexible(person: Person, at: dt.datetime) -> None:
    own = OwnTerms.objects.filter(person=person, kind=OwnKind.FLEXIBLE).select_related("region")
    standing = own.filter(before_month__isnull=True).first()
    periods = InsuredPeriod.objects.filter(person=person, employer__isnull=True, category=FLEXIBLE)
    if standing is None:
        last = own.order_by("pk").last()
        assert last is not None and last.before_month is not None, "whoever stopped had terms, and they ended"
        ended = periods.order_by("pk").last()
        why = OWN_EMPLOYED if ended is not None and ended.ended_because == PeriodEnd.CHANGED else OWN_STOPPED
        key = f"{last.pk}:{last.before_month}"
        _send(why, person, at, key, {"first_month": last.before_month})
        return
    first = standing.from_month
    covering = [each for each in periods if each.from_month <= first and each.before_month is None]
    before = own.filter(before_month=first).exclude(pk=standing.pk).order_by("pk").last()
    is_change = before is not None and any(each.from_month <= before.from_month for each in covering)
    book = law_of_day(standing.region, first.first_day)
    values: dict[str, Any] = {
        "from_month": first,
        "base_fen": standing.base_fen,
        "rhythm": RHYTHMS[standing.rhythm],
        "due_on": own_due_days(book, first, timezone.localdate(at))[f"due_{standing.rhythm}"],
    }
    if not is_change:
        values["insurances"] = _listed(each.insurance for each in covering)
    _send(OWN_CHANGED if is_change else OWN_JOINED, person, at, str(standing.pk), values)


def _tell_resident(person: Person, scheme: str, month: Month, at: dt.datetime) -> None:
    chosen = OwnTerms.objects.filter(person=person, kind=scheme, from_month=month).order_by("pk").last()
    assert chosen is not None, "a resident's year was chosen before anything follows of it"
    values: dict[str, Any] = {"year": str(month.year), "scheme": NAMES[scheme]}
    if chosen.before_month == chosen.from_month:
        _send(TIER_GIVEN_UP, person, at, str(chosen.pk), values)
        return
    values["tier_fen"] = chosen.base_fen
    asked = Bill.objects.filter(person=person, fund=scheme, month=month, total_fen__gt=0, settled_on__isnull=True)
    due_on = asked.order_by("version").values_list("due_on", flat=True).last()
    if due_on is None:
        _send(TIER_PAID_FOR, person, at, str(chosen.pk), values)
    else:
        _send(TIER_CHOSEN, person, at, str(chosen.pk), values | {"due_on": due_on})


def _send(text: MessageText, person: Person, at: dt.datetime, key: str, values: dict[str, Any]) -> None:
    to = Recipient(RecipientKind.PERSON, person.number)
    send(text, to=to, at=at, values=values, page=PAGE, key=key)


def _listed(insurances: Iterable[str]) -> Words:
    names = [NAMES[code] for code in sorted(insurances, key=SCHEME_ORDER.index)]
    return Words("、".join(each.zh for each in names), ", ".join(each.en.lower() for each in names))
