"""Acts of the trail an auditor or administrator may read: by people of their offices, on things in their reach."""

from collections.abc import Callable

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast

from contributions.collection.suspense import receipts_seen_by
from enrollment.registry.selectors import employers_seen_by, persons_seen_by
from funds.banking.models import Difference
from funds.banking.selectors.statements import bank_accounts_seen_by
from funds.ledger.selectors import books_seen_by
from siadmin.agency.models import Act, PostGrant
from siadmin.agency.selectors.runs import runs_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

SUBJECT_NAMES: dict[str, Words] = {
    "person": Words("个人", "Person"),
    "people": Words("多人", "People"),
    "employer": Words("单位", "Employer"),
    "user": Words("账号", "Account"),
    "office": Words("机构", "Office"),
    "proposal": Words("参数提案", "Proposal"),
    "run": Words("批次", "Run"),
    "receipt": Words("到账", "Receipt"),
    "book": Words("账套", "Book"),
    "bank_account": Words("银行账户", "Bank account"),
    "difference": Words("差异", "Difference"),
    "system": Words("系统", "System"),
}
# Subjects that are numbers in the trail, and the rows they name.
_NUMBERED: dict[str, Callable[[Viewer], QuerySet]] = {
    "run": runs_seen_by,
    "receipt": receipts_seen_by,
    "bank_account": bank_accounts_seen_by,
    "difference": lambda viewer: Difference.objects.filter(proof__book__in=books_seen_by(viewer)),
}


def _grants(viewer: Viewer) -> QuerySet[PostGrant]:
    """Posts at offices of the viewer's line and subtree, present and past."""
    within = Q(pk__in=[])
    for reach in viewer.reaches:
        within |= Q(office__region__path__startswith=reach.path, office__line=reach.line)
    return PostGrant.objects.filter(within)


def acts_seen_by(viewer: Viewer) -> QuerySet[Act]:
    """Newest first: what members of these offices did, and what anybody did to persons, employers, books, runs,
    receipts and accounts within reach."""
    grants = _grants(viewer)
    number = OuterRef("number")
    books = [f"{book.region_id}:{book.fund}" for book in books_seen_by(viewer)]
    subject = OuterRef("subject")
    seen = (
        Q(actor_id__in=grants.values("user_id"))
        | Q(subject_kind="employer") & Exists(employers_seen_by(viewer).filter(number=subject))
        | Q(subject_kind="person") & Exists(persons_seen_by(viewer).filter(number=subject))
        | Q(subject_kind="user") & Exists(grants.filter(user__username=subject))
        | Q(subject_kind="book", subject__in=books)
    )
    for kind, rows in _NUMBERED.items():
        seen |= Q(subject_kind=kind) & Exists(rows(viewer).order_by().filter(pk=number))
    return (
        Act.objects.annotate(
            number=Case(When(subject__regex=r"^\d{1,18}$", then=Cast("subject", BigIntegerField())), default=None)
        )
        .filter(seen)
        .order_by("-at", "-pk")
    )
