"""What one person never draws beside what, and what may end a benefit: an insurance says so of its own fund.

# in an insurance's `ready`
never_beside(Fund.PENSION_RESIDENT, Fund.PENSION)
may_end(Event.ON_PENSION, Fund.PENSION_RESIDENT)
"""

from siadmin.agency.insurances import Fund

_beside: dict[str, set[str]] = {}
_by_work: dict[str, str] = {}
_ended: dict[str, set[str]] = {}


def never_beside(fund: str, *others: str) -> None:
    """No month of benefits of `fund` is drawn in which the person draws one of these."""
    for other in others:
        _beside.setdefault(fund, set()).add(other)
        _beside.setdefault(other, set()).add(fund)


def funds_never_beside(fund: str) -> list[str]:
    """Those whose benefits nobody draws beside benefits of this one."""
    return sorted(_beside.get(fund, ()))


def lost_by_work(fund: str, insurance: str) -> None:
    """Who an employer insures in `insurance` draws no month of benefits of `fund`."""
    _by_work[fund] = insurance


def work_beside(fund: str) -> str | None:
    """The insurance whose employers say who works and draws nothing of this fund; none where work ends nothing."""
    return _by_work.get(fund)


def may_end(event: str, fund: str) -> None:
    """What happened, or what a register says, may end benefits of `fund`; of others only where they say so too."""
    _ended.setdefault(event, set()).add(fund)


def funds_ended_by(event: str) -> list[str]:
    """Those whose benefits it may end: of every fund where no insurance says it is its own."""
    return sorted(_ended.get(event, Fund.values))
