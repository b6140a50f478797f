"""A person's own benefits: what is in payment, why so much, each month's payment and how it stands."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.claims.schemes import schemes
from benefits.payments.actions import confirm_entitlement, left_of, left_owed, wish_for_a_visit
from benefits.payments.models import Component
from benefits.payments.protocols import paid_beside
from benefits.payments.rules.course import ANSWER_WORDS, WHY_WORDS
from benefits.payments.selectors import (
    amount_of,
    entitlements_of,
    name_of,
    overpayments_of,
    owed_to,
    paid_to,
    standing_offset,
    to_confirm,
)
from benefits.payments.words import ENDINGS, KEPT_BACK, PAID_BACK, PAYMENT_STATE_KINDS, PAYMENT_STATES
from enrollment.registry.records import records_of
from siadmin.agency.access import acting, citizens, looking, reads, user_of, writes
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Door, Matter, matter_of
from siadmin.matters.views.own import Own, own_of
from siadmin.matters.views.pages import Standing, standing_against


def _last(part: Component) -> Month | None:
    """The last month it is paid for, where one is known."""
    return None if part.before_month is None else part.before_month - 1


@dataclass(frozen=True, slots=True)
class _ToApplyFor:
    """A benefit: where it is applied for, else what stands against it; conditions that are not met as the record is."""

    matter: Matter
    url: str
    against: list[Standing]
    foreseen: list[Words]


def _to_apply_for(own: Own, viewer: Viewer) -> list[_ToApplyFor]:
    """Every benefit; those that may be due first."""
    found = []
    for matter in (matter_of(scheme.code) for scheme in schemes()):
        against = standing_against(matter, own.subject, viewer, timezone.localdate())
        foreseen = [] if against else matter.foreseen(own.subject, timezone.localdate())
        url = "" if against or Door.CITIZEN not in matter.doors else own.url("apply", matter.code)
        found.append(_ToApplyFor(matter, url, against, foreseen))
    return sorted(found, key=lambda each: (bool(each.against), bool(each.foreseen)))


@citizens
@reads
def citizen_benefits(request: HttpRequest) -> HttpResponse:
    """What I am entitled to and what was paid to me."""
    viewer = looking(request)
    assert viewer.person_id is not None
    names = {code: words for scheme in schemes() for code, words in scheme.components.items()}
    entitlements = [
        (
            each,
            [(part, names.get(part.component, part.component), _last(part)) for part in each.components.all()],
            amount_of(each),
            list(each.endings.all()),
        )
        for each in entitlements_of(viewer.person_id)
    ]
    records = records_of(viewer.person_id)
    paid = paid_to(records)
    shown = {
        "entitlements": entitlements,
        "paid": paid,
        "beside": sorted(paid_beside.all(records), key=lambda each: each.month, reverse=True),
        "arrived_fen": sum(each.amount_fen for each in paid if each.stands == "paid"),
        "demands": [(each, left_of(each), standing_offset(each)) for each in overpayments_of(viewer.person_id)],
        "owed": [
            (each, name_of(each.overpayment.ending.entitlement), left_owed(each)) for each in owed_to(viewer.person_id)
        ],
        "settled_words": {True: KEPT_BACK, False: PAID_BACK},
        "to_confirm": [(each, name_of(each.suspicion.entitlement)) for each in to_confirm(viewer.person_id)],
        "returned": [each for each in paid if each.stands == "returned"],
        "states": PAYMENT_STATES,
        "state_kinds": PAYMENT_STATE_KINDS,
        "whys": WHY_WORDS | ANSWER_WORDS,
        "funds": FUND_SHORT_NAMES,
        "endings_words": ENDINGS,
        "apply": _to_apply_for(own_of(request, Door.CITIZEN), viewer),
    }
    return render(request, "payments/own.html", shown)


@citizens
@writes
def citizen_still_entitled(request: HttpRequest) -> HttpResponse:
    """I confirm that I am still entitled to what I was asked about."""
    viewer = acting(request)
    assert viewer.person_id is not None
    if confirm_entitlement(records=records_of(viewer.person_id), by=user_of(request), at=timezone.now()):
        messages.success(request, gettext("Recorded. The agency looks at it and pays what waits."))
    return redirect("citizen_benefits")


@citizens
@writes
def citizen_wish_visit(request: HttpRequest) -> HttpResponse:
    """I cannot confirm it here: somebody may come to me."""
    viewer = acting(request)
    assert viewer.person_id is not None
    if wish_for_a_visit(records=records_of(viewer.person_id), by=user_of(request), at=timezone.now()):
        messages.success(request, gettext("Recorded. Somebody of the agency comes to you; it costs nothing."))
    return redirect("citizen_benefits")
