"""Which acts an auditor or administrator may read: by people of their offices, on things within their reach."""

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast

from contributions.collection.suspense import receipts_seen_by
from contributions.history.selectors import files_seen_by
from enrollment.coverage.models import Known
from enrollment.coverage.selectors.outreach import findings_seen_by, within
from enrollment.coverage.selectors.registers import batches_seen_by, mismatches_seen_by
from enrollment.registry.selectors import employers_seen_by, persons_seen_by
from funds.banking.models import Difference
from funds.banking.selectors.statements import bank_accounts_seen_by
from funds.ledger.selectors import books_seen_by
from siadmin.agency.models import Act, PostGrant
from siadmin.agency.selectors.runs import runs_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.matters.selectors import cases_seen_by

# Subjects that are numbers in the trail, and the rows they name.
_NUMBERED: dict[str, Callable[[Viewer], QuerySet[Any]]] = {
    "run": runs_seen_by,
    "receipt": receipts_seen_by,
    "history_file": files_seen_by,
    "bank_account": bank_accounts_seen_by,
    "finding": findings_seen_by,
    "mismatch": mismatches_seen_by,
    "known": lambda viewer: Known.objects.filter(within(viewer, "region")),
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
        | Q(Exists(employers_seen_by(viewer).filter(number=subject)), subject_kind="employer")
        | Q(Exists(persons_seen_by(viewer).filter(number=subject)), subject_kind="person")
        | Q(Exists(grants.filter(user__username=subject)), subject_kind="user")
        | Q(Exists(cases_seen_by(viewer).order_by().filter(number=subject)), subject_kind="case")
        | Q(Exists(batches_seen_by(viewer).order_by().filter(number=subject)), subject_kind="register")
        | Q(subject_kind="book", subject__in=books)
    )
    for kind, rows in _NUMBERED.items():
        seen |= Q(Exists(rows(viewer).order_by().filter(pk=number)), subject_kind=kind)
    return (
        Act.objects.annotate(
            number=Case(When(subject__regex=r"^\d{1,18}$", then=Cast("subject", BigIntegerField())), default=None)
        )
        .filter(seen)
        .order_by("-at", "-pk")
    )
