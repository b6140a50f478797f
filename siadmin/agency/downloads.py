"""Kept files on their way back to people."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from siadmin.agency import documents
from siadmin.agency.models import Document


def handed_out(document: Document | None) -> HttpResponse:
    """A file as it came, to be saved and never run in the browser. Who asks has looked that there is one."""
    assert document is not None
    response = HttpResponse(
        documents.content_of(document),
        content_type=documents.CONTENT_TYPES.get(document.kind, "application/octet-stream"),
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, document.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
