"""Dry runs of proposed values: which there are, and what they found for the eyes of a viewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from contributions.dryruns.answers import is_charged_with
from contributions.dryruns.laws import governed_together
from contributions.dryruns.rules import BANDS
from contributions.dryruns.run_kinds import DRY_RUN
from funds.ledger.selectors import pooling_regions
from siadmin.agency.insurances import FUND_OF, SCHEME_ORDER, Fund, Insurance
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.models import Proposal, ProposalState
from siadmin.policy.reach import line_of

LOOKS = frozenset({Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR})
TRIES_OUT = frozenset({Post.POLICY_OFFICER, Post.REVIEWER, Post.APPROVER})
_COUNTED = ("more", "less", "same", "more_fen", "less_fen")


def places_of(region: Region) -> list[Region]:
    """The regions whose months a value of `region` may govern: where contributions are pooled, from it downwards."""
    return list(pooling_regions().filter(path__startswith=region.path))


def runs_of_place(region: Region) -> QuerySet[Run]:
    """Dry runs of values of one place, the newest first."""
    return Run.objects.filter(kind=DRY_RUN, key__startswith=f"{region.pk}:").order_by("-pk")


def dry_runs_of(proposal: Proposal) -> QuerySet[Run]:
    """Those in which a proposal was tried out, alone or with others; the newest first."""
    tried = {"proposals": [{"id": proposal.pk}]}
    return runs_of_place(proposal.region).filter(parameters__contains=tried)


def companions_of(proposal: Proposal) -> list[Proposal]:
    """Other open proposals that may be tried out together with this one: same place and line, another number."""
    line = line_of(proposal.key)
    others = Proposal.objects.filter(state=ProposalState.PROPOSED, region=proposal.region).exclude(pk=proposal.pk)
    return [
        each
        for each in others.select_related("region").order_by("key", "category", "pk")
        if is_charged_with(each.key)
        and line_of(each.key) == line
        and (each.key, each.category) != (proposal.key, proposal.category)
        and _meet(each, proposal)
    ]


def _meet(*proposals: Proposal) -> bool:
    try:
        governed_together(proposals)
    except Refusal:
        return False
    return True


def of_line(viewer: Viewer, line: str | None, posts: Iterable[str] = LOOKS) -> Viewer:
    """The viewer with the reaches by which they look at dry runs of a line; None: of either."""
    held = viewer.holding(posts)
    return held if line is None else held.in_line(line)


def seen_in(viewer: Viewer, run: Run) -> list[Region]:
    """The regions of a dry run that a viewer may look into, in the order of the tree."""
    held = of_line(viewer, run.parameters["line"])
    told = [*run.parameters["regions"], *run.parameters["left_out"]]
    return [each for each in Region.objects.filter(pk__in=told).order_by("path") if held.reaches_region(each.path)]


@dataclass(slots=True)
class Counted:
    """How many would pay more, less or the same, and by how much in fen (`less_fen` is zero or below)."""

    more: int = 0
    less: int = 0
    same: int = 0
    more_fen: int = 0
    less_fen: int = 0

    @property
    def all(self) -> int:
        return self.more + self.less + self.same

    @property
    def net_fen(self) -> int:
        return self.more_fen + self.less_fen


@dataclass(slots=True)
class OfInsurance:
    """One insurance of one region, or of all: what a month costs without the values, and differences, in fen.

    Of a residents' scheme: a year.
    """

    people: int = 0
    differing: int = 0
    before_fen: int = 0
    employer_fen: int = 0
    employee_fen: int = 0
    account_fen: int = 0
    floor_before: int = 0
    floor_after: int = 0
    ceiling_before: int = 0
    ceiling_after: int = 0

    @property
    def net_fen(self) -> int:
        """What the fund receives more, or less below zero."""
        return self.employer_fen + self.employee_fen

    @property
    def after_fen(self) -> int:
        return self.before_fen + self.net_fen


@dataclass(slots=True)
class OfPlace:
    """What a dry run found in one region; `untouched`: why the values make no difference to its law, or nothing."""

    region: Region
    month: Month
    law_month: Month
    untouched: str
    going_on: list[str]
    people: Counted = field(default_factory=Counted)
    own: Counted = field(default_factory=Counted)
    employers: Counted = field(default_factory=Counted)
    insurances: dict[str, OfInsurance] = field(default_factory=dict)
    without_wage: int = 0
    without_tariff: int = 0

    @property
    def is_touched(self) -> bool:
        return not self.untouched


@dataclass(slots=True)
class Found:
    """What a finished dry run found in the regions of a viewer: places, bands of wages, and all of it together.

    `people`, `own` (those of them who pay for themselves), `employers` and `bands` are of a month, `residents` and
    `tiers` (in fen; the scheme is that of the line) of a year.
    """

    places: list[OfPlace] = field(default_factory=list)
    left_out: list[Region] = field(default_factory=list)
    bands: dict[int, Counted] = field(default_factory=dict)
    tiers: dict[int, Counted] = field(default_factory=dict)
    people: Counted = field(default_factory=Counted)
    own: Counted = field(default_factory=Counted)
    residents: Counted = field(default_factory=Counted)
    employers: Counted = field(default_factory=Counted)
    insurances: dict[str, OfInsurance] = field(default_factory=dict)
    without_wage: int = 0
    without_tariff: int = 0

    @property
    def net_fen(self) -> int:
        """What the funds receive more in a month, residents' funds apart."""
        return sum(each.net_fen for code, each in self.insurances.items() if code in Insurance.values)

    @property
    def year_fen(self) -> int:
        """What residents' funds receive more in a year."""
        return sum(each.net_fen for code, each in self.insurances.items() if code not in Insurance.values)

    @property
    def account_fen(self) -> int:
        """What personal accounts get more in a month, residents' apart."""
        return sum(each.account_fen for code, each in self.insurances.items() if code in Insurance.values)

    @property
    def touched(self) -> list[OfPlace]:
        return [place for place in self.places if place.is_touched]

    @property
    def funds(self) -> dict[str, OfInsurance]:
        """The insurances by the fund that keeps their money, in the order of the funds (MM10)."""
        by_fund: dict[str, OfInsurance] = {}
        for insurance, sums in self.insurances.items():
            _add(by_fund.setdefault(FUND_OF[insurance], OfInsurance()), sums)
        return {fund: by_fund[fund] for fund in Fund.values if fund in by_fund}


def found_by(run: Run, regions: Iterable[Region]) -> Found:
    """What a finished dry run says of some of its regions."""
    told, found = run.parameters, Found()
    sums = run.totals.get("regions", {}) if run.state == RunState.DONE else {}
    for region in regions:
        if region.pk not in told["regions"]:
            found.left_out.append(region)
            continue
        place = _place(region, told, sums.get(region.pk))
        found.places.append(place)
        for code, each in place.insurances.items():
            _add(found.insurances.setdefault(code, OfInsurance()), each)
        for band, values in sums.get(region.pk, {}).get("bands", {}).items():
            _add(found.bands.setdefault(int(band), Counted()), _counted(values))
        for tier, values in sums.get(region.pk, {}).get("tiers", {}).items():
            _add(found.tiers.setdefault(int(tier), Counted()), _counted(values))
            _add(found.residents, _counted(values))
        _add(found.people, place.people)
        _add(found.own, place.own)
        _add(found.employers, place.employers)
        found.without_wage += place.without_wage
        found.without_tariff += place.without_tariff
    found.bands = {band: found.bands[band] for band in range(len(BANDS)) if band in found.bands}
    found.tiers = {tier: found.tiers[tier] for tier in sorted(found.tiers)}
    found.insurances = {code: found.insurances[code] for code in SCHEME_ORDER if code in found.insurances}
    return found


def _place(region: Region, told: dict[str, Any], sums: dict[str, Any] | None) -> OfPlace:
    """One region's sums, as the run tells them."""
    where = told["regions"][region.pk]
    place = OfPlace(
        region=region,
        month=Month.parse(where["month"]),
        law_month=Month.parse(where["law_month"]),
        untouched=told["untouched"].get(region.pk, ""),
        going_on=where["going_on"],
    )
    if sums is None:
        return place
    place.employers, place.own = Counted(**sums["employers"]), Counted(**sums["own"])
    for values in sums["bands"].values():
        _add(place.people, _counted(values))
    place.insurances = {
        code: OfInsurance(**sums["insurances"][code]) for code in SCHEME_ORDER if code in sums["insurances"]
    }
    place.without_wage, place.without_tariff = sums["left_out"]["without_wage"], sums["left_out"]["without_tariff"]
    return place


def _counted(sums: dict[str, int]) -> Counted:
    return Counted(*(sums[name] for name in _COUNTED))


def _add(into: Counted | OfInsurance, each: Counted | OfInsurance) -> None:
    for name in each.__slots__:
        setattr(into, name, getattr(into, name) + getattr(each, name))
