"""A citizen's own transfers: where each stands, by when it must go on, what moves, its letters."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contributions.transfers.matters import (
    CHANGE_OF_SCHEME,
    MEDICAL,
    PENSION,
    RESIDENT,
    TEMPORARY_ACCOUNT,
    UNEMPLOYMENT,
)
from contributions.transfers.rail import letters_of, rail_of
from contributions.transfers.rules.course import State, side_due
from contributions.transfers.selectors import transfers_seen_by
from contributions.transfers.selectors.permits import region_of_side
from contributions.transfers.selectors.temporary import held_by, relation_stands, temporaries_of
from contributions.transfers.words import INSURANCES, RELATIONS, STATE_KINDS, STATES
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, looking, open_page, reads
from siadmin.agency.viewer import Viewer
from siadmin.letters.selectors import title_of


@citizens
@reads
def citizen_transfers(request: HttpRequest) -> HttpResponse:
    """Every transfer of one's own, the newest first (REG 16)."""
    viewer = looking(request)
    own = transfers_seen_by(Viewer(user=viewer.user, person_id=viewer.person_id)).select_related(
        "contact_letter__issued_by",
        "information_form",
        "refusal_letter",
        "answered_by",
        "paid_by",
        "received_by",
        "overlap_return",
    )
    found = list(own.order_by("-requested_at", "-pk"))
    rows = [
        {
            "transfer": each,
            "name": RELATIONS[each.insurance],
            "rail": rail_of(each, by_name=False),
            "place": region_of_side(each, side_due(each.state)),
            "letters": [
                (letter, title_of(letter), open_page(viewer, "letter_pdf", letter.number))
                for letter in letters_of(each)
            ],
        }
        for each in found
    ]
    person = Person.objects.filter(pk=viewer.person_id).first() if viewer.person_id is not None else None
    shown = {
        "rows": rows,
        "temporaries": _temporaries(person) if person else [],
        "under_way": sum(each.ended_at is None for each in found),
        "wishes": [
            (matter, open_page(viewer, "citizen_apply", matter.code))
            for matter in (PENSION, MEDICAL, UNEMPLOYMENT, TEMPORARY_ACCOUNT, CHANGE_OF_SCHEME, RESIDENT)
        ],
        "states": STATES,
        "insurances": INSURANCES,
        "state_kinds": STATE_KINDS,
    }
    return render(request, "transfers/citizen_transfers.html", shown)


def _temporaries(person: Person) -> list[dict[str, Any]]:
    """One's temporary accounts, but for those of which everything has been gathered."""
    rows = []
    for account in temporaries_of(person):
        held = held_by(account, timezone.localdate())
        if held.total_fen or not account.transfers.filter(state=State.CREDITED).exists():
            rows.append({"account": account, "stands": relation_stands(account), "held": held})
    return rows
