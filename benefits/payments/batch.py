"""How the run that assembles payments is shown while it works."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext, pgettext

from benefits.payments.actions import PaymentBatchRun
from benefits.payments.measures import measure_of
from benefits.payments.models import PaymentRun, Rise
from benefits.payments.rules.course import SENDING
from benefits.payments.selectors import LOOKERS, held_in
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.money import written


def _within(viewer: Viewer) -> Q:
    """Who looks at what is paid, and who lets a run go on that stopped."""
    return viewer.holding((*LOOKERS, Post.ADMINISTRATOR)).fund_filter(region="region", fund="fund")


def _named(own: PaymentRun) -> Words:
    fund = FUND_SHORT_NAMES[own.fund]
    return Words(f"{own.region.name_zh}{fund.zh} {own.month}", f"{own.region.name_en}, {fund.en.lower()} {own.month}")


class PaymentsBatch:
    kind = PaymentBatchRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "payment_runs")
        return Door(Words("待遇发放", "Payments"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        return Q(pk__in=PaymentRun.objects.filter(_within(viewer)).values("run"))

    def subject(self, run: Run) -> Words:
        return _named(PaymentRun.objects.select_related("region").get(run=run))

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        own = PaymentRun.objects.get(run=run)
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, dict.fromkeys(_SUMS, 0))
        is_whole = run.state == RunState.DONE and own.total_fen + own.offset_fen == totals["amount_fen"]
        figures = [
            Figure(
                gettext("To be paid"), written(totals["amount_fen"]), before="¥",
                sub=gettext("lines and payments agree") if is_whole else "", is_proven=is_whole,
            ),
            Figure(gettext("How many"), f"{totals['payments']:,}"),
            Figure(gettext("Held to be looked into"), f"{held_in(own):,}"),
        ]  # fmt: skip
        return Shown(figures, "payments/_run.html", {"own": own, "url": open_page(viewer, "payment_run", own.number)})


_SUMS = ("people", "lines", "amount_fen", "payments")


class SendingBatch:
    """Files being written for the banks."""

    kind = SENDING
    counts = Words("笔", "Payments")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        own = Cast(KeyTextTransform("run", OuterRef("parameters")), BigIntegerField())
        return Q(Exists(PaymentRun.objects.filter(_within(viewer), pk=own)))

    def subject(self, run: Run) -> Words:
        return _named(PaymentRun.objects.select_related("region").get(pk=run.parameters["run"]))

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        own = PaymentRun.objects.get(pk=run.parameters["run"])
        totals = runs.add_up(run, {"files": 0, "payments": 0, "total_fen": 0})
        figures = [
            Figure(gettext("Booked out"), written(totals["total_fen"]), before="¥"),
            Figure(pgettext("money out", "Payments"), f"{totals['payments']:,}"),
            Figure(gettext("Files"), f"{totals['files']:,}"),
        ]
        return Shown(figures, "payments/_files.html", {"own": own, "url": open_page(viewer, "payment_run", own.number)})


class RiseBatch:
    """Reckoning a rise, putting it in payment, telling of it: `kind` is the run's, its key the rise's number."""

    counts = Words("人", "People")

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "rises")
        return Door(Words("待遇调整", "Rises of benefits"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        return Q(kind=self.kind, key__in=Rise.objects.filter(_within(viewer)).values("number"))

    def subject(self, run: Run) -> Words:
        own = _rise(run)
        return Words("{place}{what} {month}", "{place}, {what} {month}").filled(
            place=own.region.words, what=measure_of(own.measure).title, month=own.from_month
        )

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        own = _rise(run)
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, {"people": 0, "month_fen": 0})
        is_whole = run.state == RunState.DONE and own.month_fen == totals["month_fen"]
        figures = [
            Figure(
                gettext("More a month"), written(totals["month_fen"]), before="¥",
                sub=gettext("lines and total agree") if is_whole else "", is_proven=is_whole,
            ),
            Figure(gettext("People"), f"{totals['people']:,}"),
        ]  # fmt: skip
        return Shown(figures, "payments/_rise.html", {"own": own, "url": open_page(viewer, "rise", own.number)})


def _rise(run: Run) -> Rise:
    return Rise.objects.select_related("region").get(number=run.key)
