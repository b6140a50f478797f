"""Re-settlements of a region: the runs that tried out or settled again, and what was put forward."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT

from contributions.assessment.models import PreparedState, Resettlement
from contributions.assessment.run_kinds import RESETTLEMENT
from siadmin.agency.models import Region, User
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month

ON_THE_WAY = (RunState.PLANNED, RunState.RUNNING, RunState.PAUSED)


def runs_of(region: Region) -> QuerySet[Run]:
    """Dry runs and real ones of a region, the newest first."""
    return Run.objects.filter(kind=RESETTLEMENT, key__startswith=f"{region.pk}:").order_by("-pk")


def runs_from(region: Region, first: Month) -> QuerySet[Run]:
    """Those that begin with this month."""
    return runs_of(region).filter(parameters__first=str(first))


def newest_dry_run(region: Region, first: Month, proposal_id: int | None) -> Run | None:
    """Of the law as it stands, or as a proposal would have it."""
    return runs_from(region, first).filter(parameters__dry_run=True, parameters__proposal=proposal_id).first()


def settled_since(region: Region, tried: Run) -> bool:
    """Whether months of the region were settled again after this dry run was planned."""
    return runs_of(region).filter(parameters__dry_run=False, pk__gt=tried.pk).exists()


def put_forward_in(region: Region) -> QuerySet[Resettlement]:
    """What was put forward in a region, the newest first."""
    return Resettlement.objects.filter(region=region).select_related(*_TOLD).order_by("-pk")


def seen_by(viewer: Viewer) -> QuerySet[Resettlement]:
    """What was put forward where the viewer's posts reach."""
    return Resettlement.objects.filter(viewer.region_filter("region")).select_related("region", *_TOLD)


def sent_back_to(user: User) -> QuerySet[Resettlement]:
    """What came back to who put it forward, as long as nothing was tried out in the region since."""
    since = Run.objects.annotate(region=KT("parameters__region")).filter(
        kind=RESETTLEMENT, pk__gt=OuterRef("tried"), region=OuterRef("region_id")
    )
    return Resettlement.objects.filter(
        ~Exists(since), state=PreparedState.SENT_BACK, prepared_by__person_hash=user.person_hash
    )


_TOLD = ("tried", "run", "prepared_by", "decided_by")
