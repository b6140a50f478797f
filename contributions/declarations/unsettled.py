"""What of declarations stands against closing an employer: drafts, rows that wait for a correction, lists of staff."""

import datetime as dt
from collections.abc import Iterator

from contributions.declarations.models import Declaration, DeclarationState, StaffList, StaffListState
from contributions.declarations.selectors import basket
from enrollment.registry.models import Employer
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle


def declarations_open(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """What was begun and is neither filed nor discarded."""
    desk = ("employer", employer.number)
    for draft in Declaration.objects.filter(employer=employer, state=DeclarationState.DRAFT).order_by("month", "pk"):
        yield Obstacle(
            Words(f"{draft.month} 的申报草稿未报送", f"a draft for {draft.month} is not filed"),
            desk=desk,
            door=("employer_check", employer.number, draft.number),
        )
    if waiting := basket(employer).count():
        yield Obstacle(
            Words(f"申报中还有 {waiting} 行待更正", f"declared rows that wait for a correction: {waiting}"),
            desk=desk,
            door=("employer_basket", employer.number),
        )
    for staff_list in StaffList.objects.filter(employer=employer, state=StaffListState.READ).order_by("pk"):
        yield Obstacle(
            Words("增减员名单未处理", "a list of staff is neither taken nor discarded"),
            desk=desk,
            door=("employer_staff_list", employer.number, staff_list.number),
        )
