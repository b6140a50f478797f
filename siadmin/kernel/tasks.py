"""The kernel's tasks: work on a run, sweep for runs nobody works on, keep partitions ahead."""

from django.utils import timezone

from siadmin.kernel import jobs, partitions, runs


@jobs.named("kernel.work")
def work(*, run_id: int) -> int:
    return runs.work(run_id)


@jobs.named("kernel.sweep")
def sweep() -> int:
    waiting = runs.unfinished()
    for run_id in waiting:
        jobs.wake(run_id, workers=1)
    return len(waiting)


@jobs.named("kernel.partitions_ahead")
def partitions_ahead() -> int:
    return partitions.ensure(today=timezone.localdate())
