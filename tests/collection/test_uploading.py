"""An accountant sends a file by the page. Who collects tells of the money; where both do, the page asks whose it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contributions.collection.models import ReceiptFile
from funds.ledger.actions import open_books
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from tests import factories
from tests.cities import BEIJING, BOOKS_OPENED_ON
from tests.factories import TODAY

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")
GUANGDONG = "440000"


@pytest.fixture
def agency_collects(five_cities: None) -> str:
    """A province where the agency collects, beside cities of it where tax does."""
    open_books(region=Region.objects.get(pk=GUANGDONG), collector="agency", on=BOOKS_OPENED_ON)
    return GUANGDONG


def send(client: Client, *, region: str, **chosen: str) -> int:
    row = f"T1,{TODAY},{region},{Fund.PENSION},5.00"
    content = f"external_id,received_on,region,fund,amount\n{row}\n".encode()
    file = SimpleUploadedFile("receipts.csv", content, content_type="text/csv")
    status: int = client.post(reverse("receipt_file_send"), {"file": file, **chosen}).status_code
    return status


def test_one_collector_is_not_asked_for(client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    assert b'type="hidden" name="source"' in client.get(reverse("receipt_upload")).content
    assert send(client, region=BEIJING, source="bank") == 302
    assert ReceiptFile.objects.get().source == "tax_authority"


def test_both_collectors_are_a_choice(client: Client, agency_collects: str) -> None:
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT, at=agency_collects))
    page = client.get(reverse("receipt_upload")).content
    assert b'<select name="source"' in page
    assert send(client, region=agency_collects) == 422
    assert send(client, region=agency_collects, source="bank") == 302
    row = ReceiptFile.objects.get(source="bank").rows.get()
    assert row.problem == ""
    assert send(client, region=agency_collects, source="tax_authority") == 302
    assert ReceiptFile.objects.get(source="tax_authority").rows.get().problem == "receipt_told_by_bank"
