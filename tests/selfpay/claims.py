"""Claims whose runs are done."""

import datetime as dt

from contributions.selfpay.actions import claim_subsidies, receive_subsidies
from contributions.selfpay.models import SubsidyClaim
from siadmin.agency.models import Region, User
from siadmin.kernel.months import Month
from tests.cities import work


def listed(
    *, kind: str, region: Region, until: Month, by: User, at: dt.datetime, people_a_slice: int = 10_000
) -> SubsidyClaim:
    claim = claim_subsidies(kind=kind, region=region, until=until, by=by, at=at, people_a_slice=people_a_slice)
    assert claim.listed_in is not None
    work(claim.listed_in)
    claim.refresh_from_db()
    return claim


def received(
    claim: SubsidyClaim, *, on: dt.date, by: User, at: dt.datetime, amount_fen: int | None = None,
    voucher: str = "CZ-1", people_a_slice: int = 10_000,
) -> SubsidyClaim:  # fmt: skip
    claim = receive_subsidies(
        claim=claim, amount_fen=claim.total_fen if amount_fen is None else amount_fen, received_on=on, voucher=voucher,
        by=by, at=at, people_a_slice=people_a_slice,
    )  # fmt: skip
    if claim.credited_in is not None:
        work(claim.credited_in)
    return claim
