"""Files of receipts within a viewer's reach, and the rows of them that could not be taken."""

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from contributions.collection.models import ReceiptFile, ReceiptRow
from funds.ledger.selectors import books_seen_by, regions_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run

RUN = "collection"  # the kind of the runs


def files_seen_by(viewer: Viewer) -> QuerySet[ReceiptFile]:
    """Files with a row of the viewer's books, or sent by the viewer; newest first. Single calls of the API are none."""
    own_rows = ReceiptRow.objects.filter(file=OuterRef("pk"), book__in=books_seen_by(viewer))
    sent = Q(received_by=viewer.user) if viewer.user else Q(pk__in=[])
    return (
        ReceiptFile.objects.filter(Exists(own_rows) | sent)
        .exclude(name__startswith="api:")
        .select_related("received_by")
        .order_by("-received_at", "-pk")
    )


def with_counts(files: QuerySet[ReceiptFile], viewer: Viewer) -> QuerySet[ReceiptFile]:
    """With how many rows, and how many of them could not be taken."""
    return files.annotate(refused=Count("rows", filter=~Q(rows__problem="")))


def rows_seen_by(viewer: Viewer, file: ReceiptFile) -> QuerySet[ReceiptRow]:
    """Rows of the viewer's books; rows without a book for who sent the file, or whose region they name."""
    rows = ReceiptRow.objects.filter(file=file).select_related("book__region", "employer", "person", "person_payer")
    if viewer.user is not None and file.received_by_id == viewer.user.pk:
        return rows.order_by("number")
    regions = [region.pk for region in regions_seen_by(viewer)]
    nameless = Q(book__isnull=True, given__region__in=regions)
    return rows.filter(Q(book__in=books_seen_by(viewer)) | nameless).order_by("number")


def runs_of_files(viewer: Viewer) -> Q:
    """Runs of the files the viewer may see."""
    of_file = Run.objects.filter(kind=RUN).annotate(file_id=Cast(KT("parameters__file"), BigIntegerField()))
    return Q(pk__in=of_file.filter(file_id__in=files_seen_by(viewer).values("pk")).values("pk"))


def run_of(file: ReceiptFile) -> Run | None:
    return Run.objects.filter(kind=RUN, key=f"file:{file.pk}").first()


def sums_of(rows: QuerySet[ReceiptRow]) -> dict[str, int]:
    """Rows, rows taken, their money in fen, rows refused."""
    sums: dict[str, int] = rows.aggregate(
        rows=Count("pk"),
        taken=Count("pk", filter=Q(problem="")),
        money_fen=Sum(F("amount_fen"), filter=Q(problem=""), default=0),
        refused=Count("pk", filter=~Q(problem="")),
    )
    return sums
