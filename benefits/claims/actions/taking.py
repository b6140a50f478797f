"""Taking a claim in: its row, with the place that pays and the day whose law counts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from benefits.claims.models import Claim
from benefits.claims.schemes import Scheme
from enrollment.registry.models import Person
from siadmin.kernel.refusal import Reason
from siadmin.matters.models import Case

NO_PLACE = Reason(
    "claim_no_place",
    "{name}在任何统筹区都没有“{scheme_zh}”所依据的参保记录，无法确定支付地。",
    "{name} has no record of the insurance behind “{scheme_en}” at any place: nobody can tell who would pay.",
    "先办理参保登记或历史记录入库，再申请。",
    "Have the insurance, or the history from elsewhere, recorded first.",
)


def take_in(*, scheme: Scheme, case: Case, facts: Mapping[str, Any], at: dt.datetime) -> Claim:
    """Once a case, however often its facts are told anew. Raises NO_PLACE."""
    person = Person.objects.get(number=case.subject)
    applied_on = timezone.localdate(at)
    region = scheme.place(person, facts, applied_on)
    if region is None:
        raise no_place(scheme, person)
    claim, _ = Claim.objects.get_or_create(
        case=case,
        defaults={
            "person": person,
            "scheme": scheme.code,
            "insurance": scheme.insurance,
            "region": region,
            "applied_on": applied_on,
        },
    )
    return claim


def no_place(scheme: Scheme, person: Person) -> Exception:
    return NO_PLACE(name=person.name, scheme_zh=scheme.title.zh, scheme_en=scheme.title.en)
