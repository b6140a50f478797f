"""Record a mandate and end it: at once, by whoever gave it, by the agent, or at the counter."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from enrollment.agents.messages import AGENT_ENDED, AGENT_RECORDED
from enrollment.agents.models import Mandate, MandateKind
from enrollment.registry.models import Person
from siadmin.agency.models import Document, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import send
from siadmin.letters.protocols import Recipient

AGENT_IS_THE_PERSON = Reason(
    "agent_is_the_person",
    "代办人不能是本人。",
    "Nobody is their own agent.",
    "核对代办人的身份号码。",
    "Check the identity number of the agent.",
)
MANDATE_ENDED_ALREADY = Reason(
    "mandate_ended_already",
    "授权 {number} 已经终止。",
    "Mandate {number} has ended already.",
    "无需再办。",
    "There is nothing to do.",
)


@dataclass(frozen=True, slots=True)
class Authority:
    """What a mandate rests on: its kind, the paper that is kept, the law, the case it was recorded by."""

    kind: str
    paper: Document
    basis: str
    case: str


@transaction.atomic
def record_mandate(
    *, person: Person, agent: Person, matters: list[str], starts_on: dt.date, ends_before: dt.date | None,
    authority: Authority, by: User, at: dt.datetime,
) -> Mandate:  # fmt: skip
    """From `starts_on` on the agent acts for the person in these matters. Raises AGENT_IS_THE_PERSON."""
    with refusing("mandate_not_to_oneself", AGENT_IS_THE_PERSON()):
        mandate = Mandate.objects.create(
            number=opaque_number("A"),
            person=person,
            agent=agent,
            kind=authority.kind,
            matters=[] if authority.kind == MandateKind.GUARDIAN else sorted(matters),
            starts_on=starts_on,
            ends_before=ends_before,
            paper=authority.paper,
            basis=authority.basis,
            case=authority.case,
            recorded_at=at,
        )
    record(
        by=by, at=at, code="mandate_recorded", subject_kind="person", subject=person.number, agent=agent.number,
        mandate=mandate.number, case=authority.case,
    )  # fmt: skip
    send(AGENT_RECORDED, to=Recipient("person", person.number), at=at, values={"mandate": mandate.number},
         page=("citizen_agents",), key=mandate.number)  # fmt: skip
    return mandate


@transaction.atomic
def end_mandate(*, mandate_id: int, by: User, at: dt.datetime, reason: str) -> Mandate:
    """It opens nothing from now on; what was done by it stays. Raises MANDATE_ENDED_ALREADY."""
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("person", "agent").get(pk=mandate_id)
    if mandate.ended_at is not None:
        raise MANDATE_ENDED_ALREADY(number=mandate.number)
    mandate.ended_at, mandate.ended_by, mandate.ended_because = at, by, reason[:200]
    mandate.save(update_fields=["ended_at", "ended_by", "ended_because"])
    record(
        by=by, at=at, code="mandate_ended", subject_kind="person", subject=mandate.person.number, reason=reason,
        agent=mandate.agent.number, mandate=mandate.number,
    )  # fmt: skip
    for person in (mandate.person, mandate.agent):
        send(AGENT_ENDED, to=Recipient("person", person.number), at=at, values={"mandate": mandate.number},
             page=("citizen_agents",), key=mandate.number)  # fmt: skip
    return mandate
