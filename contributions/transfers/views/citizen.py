"""A citizen's own transfers: where each stands, by when it must go on, what moves, its letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contributions.transfers.matters import CONVERSION, MEDICAL, PENSION, RESIDENT, UNEMPLOYMENT
from contributions.transfers.rail import letters_of, rail_of
from contributions.transfers.rules.course import side_due
from contributions.transfers.selectors import transfers_seen_by
from contributions.transfers.selectors.permits import region_of_side
from contributions.transfers.words import RELATIONS, STATE_KINDS, STATES, moving_words
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
            "name": moving_words(each.insurance, each.to_insurance, RELATIONS),
            "rail": rail_of(each, by_name=False),
            "place": region_of_side(each, side_due(each.state)),
            "letters": [
                (letter, title_of(letter), open_page(viewer, "letter_pdf", letter.number))
                for letter in letters_of(each)
            ],
        }
        for each in found
    ]
    shown = {
        "rows": rows,
        "under_way": sum(each.ended_at is None for each in found),
        "wishes": [
            (matter, open_page(viewer, "citizen_apply", matter.code))
            for matter in (PENSION, MEDICAL, UNEMPLOYMENT, CONVERSION, RESIDENT)
        ],
        "states": STATES,
        "state_kinds": STATE_KINDS,
    }
    return render(request, "transfers/citizen_transfers.html", shown)
