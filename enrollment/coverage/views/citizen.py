"""My missing months: which, who owed them, what they cost me, and how to dispute them."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from enrollment.coverage.matters import MONTH_DISPUTE
from enrollment.coverage.models import Dispute, Finding
from enrollment.coverage.rules.kinds import Kind
from enrollment.coverage.selectors.months import MissingSpell, missing_spells, standing_of
from enrollment.coverage.words import ANSWERS, CLAIMS
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.access import citizens, looking, reads
from siadmin.agency.insurances import NAMES
from siadmin.kernel.language import chosen
from siadmin.kernel.refusal import Refusal
from siadmin.matters.words import STATE_KINDS, STATES


@citizens
@reads
def citizen_months(request: HttpRequest) -> HttpResponse:
    """Every month that lacks, newest first, in plain words."""
    person, today = get_object_or_404(Person, pk=looking(request).person_id), timezone.localdate()
    spells = missing_spells(person, today)
    try:
        standing = standing_of(person, today)
    except Refusal:
        standing = None
    records = records_of(person.pk)
    lapsed = Finding.objects.filter(person__in=records, kind=Kind.LAPSED, closed_at__isnull=True).first()
    disputes = Dispute.objects.filter(person__in=records).select_related("case", "employer").order_by("-pk")
    shown = {
        "person": person,
        "spells": [(each, _names(each), _dispute_url(each)) for each in spells],
        "months": sum(each.months for each in spells),
        "pension_months": sum(each.counts_for_pension for each in spells),
        "account_fen": sum(each.account_fen for each in spells),
        "is_owed": any(not each.is_own for each in spells),
        "is_estimated": any(each.is_estimated for each in spells),
        "standing": standing,
        "lapsed": lapsed,
        "disputes": [
            (
                each,
                each.before_month - 1,
                STATES[each.case.state],
                STATE_KINDS[each.case.state],
                ANSWERS.get(each.answer),
            )
            for each in disputes
        ],
        "claims": CLAIMS,
        "apply_url": reverse("citizen_apply", args=[MONTH_DISPUTE.code]),
    }
    return render(request, "coverage/citizen_months.html", shown)


def _names(spell: MissingSpell) -> str:
    return chosen(zh="、", en=", ").join(str(NAMES[each]) for each in spell.insurances)


def _dispute_url(spell: MissingSpell) -> str:
    """The form with what is known filled in."""
    known = {"first": str(spell.first), "last": str(spell.last), "claim": spell.claim}
    if spell.employer is not None:
        known["employer"] = spell.employer.number
    else:
        known["credit_code"] = spell.credit_code
    return f"{reverse('citizen_apply', args=[MONTH_DISPUTE.code])}?{urlencode(known)}"
