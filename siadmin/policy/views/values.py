"""Policy values: what is in force where and when, how one value came to be, what is still missing; also in public."""

import datetime as dt
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from siadmin.agency.access import everyone, looking, reads, staff
from siadmin.agency.models import Region
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.policy.files import STATUSES
from siadmin.policy.listing import (
    LIMITED,
    InForce,
    LimitSpell,
    beliefs_of,
    by_status,
    gaps_of,
    in_force,
    limits_over_time,
    nearest_with_values,
    pooling_regions,
    regions_with_values,
    rows_of,
)
from siadmin.policy.models import Proposal, ProposalState, Series, Unit, Value
from siadmin.policy.names import GROUPS, name_of
from siadmin.policy.reach import may_propose

Kept = TypeVar("Kept")
FIRST_REGION = "110000"
MONTHS_LOOKED_AT = 12


@staff()
@reads
def policy_values(request: HttpRequest) -> HttpResponse:
    """Values in force for a region and day, as believed now or on an earlier day (`?known=2026-01-05`)."""
    viewer = looking(request)
    known_on = _day(request.GET.get("known", ""), None)
    known_at = timezone.make_aware(dt.datetime.combine(known_on, dt.time.max)) if known_on else None
    shown = _listed(request, nearest_with_values(viewer.reaches[0].path), known_at)
    shown["known_on"] = known_on
    shown["waiting"] = Proposal.objects.filter(state=ProposalState.PROPOSED).count()
    return render(request, "policy/policy_values.html", shown)


@everyone
@reads
def public_policy(request: HttpRequest) -> HttpResponse:
    """The same for everybody, without an account: present beliefs only."""
    first = Region.objects.filter(pk=FIRST_REGION).first()
    return render(request, "policy/public_policy.html", _listed(request, first, None))


def _listed(request: HttpRequest, default: Region | None, known_at: dt.datetime | None) -> dict[str, Any]:
    """What both lists show for `?region=&day=&group=&status=`."""
    regions = regions_with_values()
    region = _region(request.GET.get("region", ""), default)
    if region not in regions:
        regions = [*regions, region]
    day = _day(request.GET.get("day", ""), None) or timezone.localdate()
    everything = in_force(region, day, known_at=known_at)
    groups = [group for group in GROUPS if any(each.group == group for each in everything)]
    status = request.GET.get("status", "")
    status = status if status in STATUSES else ""
    group = "" if status else request.GET.get("group", "") or (groups[0] if groups else "")
    counts = by_status(everything)
    spells = limits_over_time(region, group) if group in LIMITED else []
    return {
        "regions": regions,
        "region": region,
        "day": day,
        "count": len(everything),
        "unsure": sum(each.is_unsure for each in everything),
        "statuses": [(code, counts[code]) for code in STATUSES],
        "groups": groups,
        "group": group,
        "status": status,
        "shown_count": counts[status] if status else 0,
        "rows": rows_of(each for each in everything if _is_shown(each, group, status)),
        "spells": spells,
        "chart": chart_of(spells),
    }


def _is_shown(each: InForce, group: str, status: str) -> bool:
    return each.value.status == status if status else group in ("all", each.group)


def _region(code: str, default: Region | None) -> Region:
    """The region asked for, also one without values of its own: it inherits them. 404 for an unknown one."""
    if code:
        return get_object_or_404(Region, pk=code)
    if default is None:
        raise Http404
    return default


def chart_of(spells: list[LimitSpell]) -> dict[str, Any] | None:
    """Floor and ceiling as steps; nothing before there are two spells."""
    in_order = list(reversed(spells))
    if len(in_order) < 2:
        return None
    labels, drawn = _until_today([spell.starts_on for spell in in_order], in_order)

    def yuan(value: Value | None) -> int | None:
        return None if value is None else int(value.value)

    return {
        "kind": "steps",
        "unit": "yuan",
        "labels": labels,
        "series": [
            {"name": chosen(zh="上限", en="upper"), "values": [yuan(spell.ceiling) for spell in drawn]},
            {"name": chosen(zh="下限", en="lower"), "values": [yuan(spell.floor) for spell in drawn]},
        ],
    }


def _until_today(starts: list[dt.date], values: list[Kept]) -> tuple[list[str], list[Kept]]:
    """Steps are drawn from each start; the last one goes on to today."""
    today = timezone.localdate()
    if starts[-1] < today:
        starts, values = [*starts, today], [*values, values[-1]]
    return [day.isoformat() for day in starts], values


@staff()
@reads
def policy_series(request: HttpRequest, pk: int) -> HttpResponse:
    """One number of the law over time, and everything that was ever believed of it."""
    viewer = looking(request)
    series = get_object_or_404(Series.objects.select_related("region"), pk=pk)
    beliefs = list(beliefs_of(series))
    present = sorted((each for each in beliefs if each.superseded_at is None), key=lambda each: each.starts_on)
    today = timezone.localdate()
    now = [
        each for each in present if each.starts_on <= today and (each.ends_before is None or today < each.ends_before)
    ]
    shown = {
        "series": series,
        "present": list(reversed(present)),
        "beliefs": beliefs,
        "now": now[0] if now else None,
        "chart": _history_chart(series, present),
        "may_propose": may_propose(viewer, series.key, series.region),
        "proposals": Proposal.objects.filter(
            key=series.key, region=series.region, category=series.category, state=ProposalState.PROPOSED
        ),
    }
    return render(request, "policy/policy_series.html", shown)


def _history_chart(series: Series, present: list[Value]) -> dict[str, Any] | None:
    units = {Unit.YUAN_PER_MONTH: "yuan", Unit.YUAN_PER_YEAR: "yuan", Unit.RATE: "rate"}
    if len(present) < 2 or series.unit not in units:
        return None
    labels, drawn = _until_today([value.starts_on for value in present], present)
    return {
        "kind": "steps",
        "unit": units[Unit(series.unit)],
        "labels": labels,
        "series": [{"name": str(name_of(series.key)), "values": [str(value.value) for value in drawn]}],
    }


@staff()
@reads
def policy_gaps(request: HttpRequest) -> HttpResponse:
    """What a month's run would ask for and nobody has said, by region."""
    viewer = looking(request)
    present = Month.of(timezone.localdate())
    first = _month(request.GET.get("first", ""), present - MONTHS_LOOKED_AT)
    last = _month(request.GET.get("last", ""), present + 1)
    if last < first or last.index - first.index > 120:
        first, last = present - MONTHS_LOOKED_AT, present + 1
    rows = []
    for region in pooling_regions():
        for gap in gaps_of(region, first, last + 1):
            rows.append((region, gap, may_propose(viewer, gap.key, region)))
    shown = {"rows": rows, "first": first, "last": last, "regions": pooling_regions()}
    return render(request, "policy/policy_gaps.html", shown)


def _day(text: str, default: dt.date | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return default


def _month(text: str, default: Month) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        return default
