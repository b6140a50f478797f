"""What must always be true here; `manage.py verify` names what breaks it."""

from collections.abc import Iterator
from typing import Any

from siadmin.kernel import reference, rights, runs
from siadmin.kernel.invariants import Invariant, register
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, SliceState


def register_promises() -> None:
    register(
        Invariant(
            "rights_withheld",
            Words(
                "应用账户无权改动只追加的表和基础表", "The application cannot change what is append-only or only read"
            ),
            rights.offenders,
            frozenset(),
        )
    )
    register(
        Invariant(
            "reference_is_code",
            Words("基础表与程序一致", "Reference tables hold what the code says"),
            reference.offenders,
            frozenset(),
        )
    )
    register(
        Invariant(
            "runs_add_up",
            Words("已完成的批次等于其分片之和", "A finished run is the sum of its finished slices"),
            _runs_unlike_their_slices,
            frozenset({"kernel_run", "kernel_slice"}),
        )
    )


def _runs_unlike_their_slices() -> Iterator[str]:
    for run in (
        Run.objects.filter(state=RunState.DONE).order_by("pk").prefetch_related("slices").iterator(chunk_size=200)
    ):
        slices = run.slices.all()
        if any(each.state != SliceState.DONE for each in slices):
            yield f"run {run}: done with slices that are not"
        said = dict(_leaves(run.totals))
        for name, value in _leaves(runs.summed(each.result for each in slices if each.state == SliceState.DONE)):
            if said.get(name, 0) != value:
                yield f"run {run}: {name} is {said.get(name, 0)}, its slices say {value}"


def _leaves(sums: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in sums.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
