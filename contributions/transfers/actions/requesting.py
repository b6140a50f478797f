"""A transfer begins: the new place agrees and sends its contact letter. May it begin at all?"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from contributions.transfers.actions.moving import counted, number_of, office_of, places_of, recipient
from contributions.transfers.kinds import CONTACT
from contributions.transfers.law import OUT
from contributions.transfers.models import Transfer
from contributions.transfers.rules.course import Side
from contributions.transfers.selectors.standing import record_there, stays_for_good
from contributions.transfers.selectors.temporary import temporary_at
from contributions.transfers.words import RELATIONS, REQUESTED, moving_words
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Language
from siadmin.matters.models import Case

TRANSFER_OPEN = Reason(
    "transfer_open_already",
    "该险种的关系正在转移（{number}），不能重复申请。",
    "This relation is being transferred already ({number}).",
    "等该次转移办结，或先撤回。",
    "Wait until that transfer has ended, or have it withdrawn.",
)


@transaction.atomic
def request(
    *,
    person: Person,
    insurance: str,
    to_insurance: str,
    from_region: Region,
    to_region: Region,
    case: Case,
    by: User,
    at: dt.datetime,
) -> Transfer:
    """Begin a transfer to another place or pension scheme: the contact letter goes out, the old place's limit begins.

    Of the record that has a relation there, the next one where several have. The matter has checked that it may; what
    happened to the person since is asked again.
    Raises IN_PAYMENT, HAS_DIED, TRANSFER_OPEN, NO_OFFICE_THERE, NoLawInForce.
    """
    if refusal := stays_for_good(person, insurance, to_insurance):
        raise refusal
    on = timezone.localdate(at)
    person = record_there(person, insurance, from_region, on) or person
    transfer = Transfer(
        number=opaque_number("T"),
        insurance=insurance,
        to_insurance=to_insurance,
        person=person,
        from_region=from_region,
        to_region=to_region,
        case=case,
        requested_at=at,
        temporary=temporary_at(person, from_region) if insurance == to_insurance == Insurance.PENSION else None,
    )
    counted(transfer, Side.OLD, OUT, on)
    old, names = office_of(from_region, insurance), places_of(transfer)
    content = names | {
        "name": person.name,
        "number": number_of(person),
        "transfer": transfer.number,
        "limit_days": transfer.limit_days,
        "due_on": transfer.due_on,
    }
    transfer.contact_letter, _ = issue(
        kind=CONTACT, office=case.office, subject=recipient(person), content=content, figures=names,
        language=Language.BOTH, by=by, at=at, today=on, holder=person.name, to=old.name_zh, key=transfer.number,
    )  # fmt: skip
    with refusing("transfer_one_open", TRANSFER_OPEN(number="—")):
        transfer.save(force_insert=True)
    record(
        by=by, at=at, code="transfer_requested", subject_kind="person", subject=person.number,
        transfer=transfer.number, region=from_region.pk,
    )  # fmt: skip
    values = {
        "relation": moving_words(insurance, to_insurance, RELATIONS), "from_place": from_region.words,
        "to_place": to_region.words,
        "due_on": transfer.due_on,
    }  # fmt: skip
    send(REQUESTED, to=recipient(person), at=at, values=values, page=("citizen_transfers",), key=transfer.number)
    return transfer
