"""What stands behind entries of medical contributions paid for who draws the benefit."""

from django.db.models import Q

from benefits.unemployment.models import MedicalPayment, MedicalReturn
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words


def register_evidence() -> None:
    for flow in ("medical_for_unemployed", "medical_by_unemployment_fund"):
        evidence.register(flow, _payment_behind)
    for flow in ("medical_returned", "medical_came_back"):
        evidence.register(flow, _return_behind)


def _payment_behind(entry: Entry) -> Evidence | None:
    found = MedicalPayment.objects.select_related("payment_run").filter(Q(out_entry=entry) | Q(in_entry=entry)).first()
    if found is None:
        return None
    url = page("unemployment_medical_payment", found.number)
    piece = Piece(found.number, found.payment_run.number, found.total_fen, url)
    return Evidence(Words("失业人员医疗保险费", "Medical contributions of the unemployed"), [piece], 1, found.total_fen)


def _return_behind(entry: Entry) -> Evidence | None:
    found = MedicalReturn.objects.select_related("case").filter(Q(out_entry=entry) | Q(in_entry=entry)).first()
    if found is None:
        return None
    piece = Piece(found.case.number, "", found.total_fen, page("case", found.case.number))
    return Evidence(Words("退回的医疗保险费", "Medical contributions returned"), [piece], 1, found.total_fen)
