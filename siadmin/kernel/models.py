"""Runs and slices (the record of every batch) and the keys that make a door idempotent."""

from django.db import models


class RunState(models.TextChoices):
    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"


class Run(models.Model):
    """One batch over many people: what it does, on what, how far it is, what came of it."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.PLANNED)
    parameters = models.JSONField(default=dict)
    people = models.BigIntegerField(default=0)
    started_by = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    totals = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="run_once"),
            models.CheckConstraint(
                name="run_done_has_an_end",
                condition=~models.Q(state="done") | models.Q(finished_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="run_open", condition=~models.Q(state="done"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SliceState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Slice(models.Model):
    """A part of a run that one worker does in one transaction; claimed under a lease."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="slices")
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=SliceState.choices, default=SliceState.WAITING)
    scope = models.JSONField(default=dict)
    people = models.IntegerField(default=0)
    attempts = models.SmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="slice_number"),
            models.CheckConstraint(
                name="slice_running_has_a_lease",
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class RunEvent(models.Model):
    """What happened in a run, in time order: started, resumed, stopped, finished."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    code = models.CharField(max_length=30)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["run", "-at"], name="run_event_order")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.code}"


class IdempotencyKey(models.Model):
    """A key its originator chose, with the answer it got: the same request again gets the same answer."""

    door = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    caller = models.CharField(max_length=120)
    request_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "caller", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return f"{self.door} {self.key}"
