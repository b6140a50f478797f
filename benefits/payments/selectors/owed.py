"""What of a demand should have come back by now and has not (REG 46)."""

import datetime as dt

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from benefits.payments.models import Instalment, OffsetAgreement, Overpayment
from siadmin.kernel.fields import FenField
from siadmin.kernel.months import Month


def with_late(found: QuerySet[Overpayment], today: dt.date) -> QuerySet[Overpayment]:
    """With `late_fen`, of demands that tell `back_fen`."""
    return found.annotate(late_fen=_late(today))


def past_their_day(found: QuerySet[Overpayment], today: dt.date) -> QuerySet[Overpayment]:
    """Those of which something is late."""
    return found.annotate(late_fen=_late(today)).filter(late_fen__gt=0)


def _late(today: dt.date) -> Case:
    """Agreed by the month: instalments of months that are over, less what came back since it was agreed.

    Set off by agreement: nothing, for it is taken as payments leave. Else all that is left, once its day has passed.
    """
    due = Instalment.objects.filter(agreement__overpayment=OuterRef("pk"), month__lt=Month.of(today))
    asked = Coalesce(Subquery(due.order_by().values("agreement").annotate(fen=Sum("amount_fen")).values("fen")), 0)
    offset = OffsetAgreement.objects.filter(overpayment=OuterRef("pk"), ended__isnull=True)
    left = F("amount_fen") - F("back_fen")
    behind = asked - (F("back_fen") - (F("amount_fen") - F("agreement__amount_fen")))
    return Case(
        When(agreement__isnull=False, then=Greatest(Least(behind, left), 0)),
        When(Exists(offset), then=Value(0)),
        When(due_on__lt=today, then=left),
        default=Value(0),
        output_field=FenField(),
    )
