"""What stands against matters of debt: nothing is past due, so that nothing can be collected or paid later."""

import datetime as dt

from contributions.collection.enforcement import owed_now
from enrollment.registry.matters.subject import employer_of
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle
from siadmin.matters.subjects import Subject
from siadmin.policy.lawbook import NoLawInForce

_NOTHING = Words("没有逾期未缴的保险费和滞纳金", "No contribution or late fee is past due")


def nothing_overdue(subject: Subject | None, line: str, on: dt.date) -> list[Obstacle]:
    """Deferred months are not past due. Where a fee's law is missing nothing stands against it: asking tells so."""
    try:
        is_owed = bool(owed_now(employer_of(subject), line, on).rows)
    except NoLawInForce:
        is_owed = True
    return [] if is_owed else [Obstacle(_NOTHING)]
