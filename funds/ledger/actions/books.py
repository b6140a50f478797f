"""Open the books of a pooling region."""

import datetime as dt

from django.db import transaction

from funds.ledger.models import Account, AccountKind, Book, Collector
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region


@transaction.atomic
def open_books(*, region: Region, collector: str, on: dt.date) -> list[Book]:
    """A book per fund with its accounts; where tax collects there is no income account. Again changes nothing."""
    books = []
    for fund in Fund.values:
        book, is_new = Book.objects.get_or_create(
            fund=fund, region=region, defaults={"collector": collector, "opened_on": on}
        )
        if is_new:
            Account.objects.bulk_create(
                [
                    Account(book=book, kind=kind, collector=collector)
                    for kind in AccountKind.values
                    if not (kind == AccountKind.INCOME and collector == Collector.TAX)
                ]
            )
        books.append(book)
    return books
