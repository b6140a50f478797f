"""What of the registry's own stands against closing an employer: cases that are open about it."""

import datetime as dt
from collections.abc import Iterator

from enrollment.registry.models import Employer
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle, matter_of
from siadmin.matters.models import Case
from siadmin.matters.rules import OPEN

CLOSING_ITSELF = "employer_cancel"


def open_cases(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """Each of them, but for the one that asks for the closing."""
    found = Case.objects.filter(subject_kind="employer", subject=employer.number, state__in=OPEN)
    for case in found.exclude(matter=CLOSING_ITSELF).order_by("pk"):
        title = matter_of(case.matter).title
        yield Obstacle(
            Words(f"事项在办：{title.zh}", f"a case is open: {title.en}"),
            desk=("case", case.number),
            door=("employer_case", employer.number, case.number),
        )
