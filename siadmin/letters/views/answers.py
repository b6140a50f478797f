"""A PDF as an answer, for every app that issues letters."""

from urllib.parse import quote

from django.http import HttpResponse

from siadmin.letters.models import Issued
from siadmin.letters.selectors import title_of


def pdf_answer(issued: Issued, pdf: bytes) -> HttpResponse:
    """Shown in the browser, saved under the letter's title and number, kept by no cache between."""
    name = f"{title_of(issued)} {issued.number}.pdf"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename=\"{issued.number}.pdf\"; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response
