"""A matter of the registry, from the counter to the last signature."""

from typing import Any

from enrollment.registry.matters import MERGE, UNMERGE
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Employers, Persons
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject
from tests.cities import tick
from tests.factories import a_member_of_staff


def about(who: Person | Employer) -> Subject:
    kind: Any = Persons() if isinstance(who, Person) else Employers()
    found: Subject = kind.find([who.number])[who.number]
    return found


def asked(matter: Matter, who: Person | Employer | None, by: User, **facts: Any) -> Case:
    """Received at the counter with the originals of every paper seen."""
    return actions.receive(
        matter=matter,
        subject=about(who) if who else None,
        facts=facts,
        papers=[Attached(paper.code, seen_original=True) for paper in matter.papers],
        by=by,
        at=tick(),
    )


def signed(case: Case, *by: User) -> Case:
    for act, user in zip(("handle", "review", "approve"), by, strict=False):
        case = signed_last(case, act, user)
    return case


def signed_last(case: Case, act: str, by: User) -> Case:
    case.refresh_from_db()
    done: Case = getattr(actions, act)(case_id=case.pk, seen_version=case.version, by=by, at=tick())
    return done


def merged(into: Person, other: Person, clerk: User, *others: User) -> Case:
    """The other record stands under this one, decided by those who sign, and a third where numbers differ much."""
    case = signed(asked(MERGE, into, clerk, number=other.number, why="与公安人口信息核对"), clerk, *others)
    if case.is_open:
        return signed_last(case, "approve", a_member_of_staff(Post.APPROVER, at=case.region.pk, line=case.line))
    return case


def parted(into: Person, other: Person, clerk: User, reviewer: User) -> Case:
    """And no longer."""
    return signed(asked(UNMERGE, into, clerk, record=other.number, why="本人到场，确为两人"), clerk, reviewer)
