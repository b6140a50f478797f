"""Issue certificates and statements: free of charge, to the person, at the counter, or to an employer for its staff."""

import datetime as dt

from django.db import transaction

from contributions.accounts.certificates import content_of, figures_of
from contributions.accounts.kinds import kind_of
from contributions.accounts.selectors.rights import Rights, balance_at
from enrollment.registry.models import Person
from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.models import Office, Region, User
from siadmin.agency.selectors import nearest_office
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import issue
from siadmin.letters.models import Issued, RecipientKind
from siadmin.letters.protocols import Recipient

NO_OFFICE = Reason(
    "no_office_for_certificates",
    "找不到可以出具证明的{line_zh}经办机构。",
    "There is no office of this line ({line_en}) that could issue the letter.",
    "请到窗口办理，或拨打 12333。",
    "Go to a counter, or call 12333.",
)


def office_at_the_desk(viewer: Viewer, line: str) -> Office | None:
    """The office at which a member of staff issues letters of a line: the nearest of those they sit at."""
    own = [reach for reach in viewer.reaches if reach.line == line]
    if not own:
        return None
    nearest = max(own, key=lambda reach: len(reach.path))
    return Office.objects.select_related("region").get(region=nearest.region_code, line=line)


def office_online(region: Region, line: str) -> Office:
    """The office that answers for a place. Raises NO_OFFICE."""
    office = nearest_office(region, line)
    if office is None:
        raise NO_OFFICE(line_zh=LINE_NAMES[line].zh, line_en=LINE_NAMES[line].en)
    return office


@transaction.atomic
def issue_rights(
    *,
    what: str,
    rights: Rights,
    office: Office,
    language: str,
    by: User | None,
    at: dt.datetime,
    key: str = "",
    balance_until: dt.date | None = None,
) -> tuple[Issued, bytes]:
    """Issue one letter about rights a viewer was shown: its row and its PDF. With a `key`, the one issued before.

    `what`: `kinds.PARTICIPATION` or `kinds.STATEMENT`. `balance_until`: the accounts as they stood at the end of that
    day, else as they stand. There is no fee (REG 32).
    """
    balances = rights.balances
    if balance_until is not None:
        balances = {account: balance_at(rights.person.pk, account, balance_until) for account in balances}
    return issue(
        kind=kind_of(what, rights.line),
        office=office,
        subject=recipient_of(rights.person),
        content=content_of(rights, balances=balances, balance_on=(balance_until or rights.as_of).isoformat()),
        figures=figures_of(what, rights, balances=balances),
        language=language,
        by=by,
        at=at,
        today=rights.as_of,
        holder=rights.person.name,
        key=key,
    )


def recipient_of(person: Person) -> Recipient:
    return Recipient(RecipientKind.PERSON, person.number)


def year_of_months(year: int) -> tuple[Month, Month]:
    return Month(year, 1), Month(year, 12)
