"""A batch is a run of slices: done once each, by any number of workers, whatever happens to them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import IdempotencyKey, Run, RunState, Slice, SliceState
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import MOST_ATTEMPTS, Scope
from siadmin.portal.world import finishing
from tests.factories import NOW
from tests.together import at_once

UNLAWFUL = Reason("test_unlawful", "测试。", "A test.", "无。", "None.")
GONE_LONG_AGO = dt.timedelta(seconds=-1)


class Marking:
    """Each slice leaves one mark. What goes wrong is said by `on_slice` and `on_finish`."""

    code = "test_marking"
    title = Words("测试", "Marking")

    def __init__(self) -> None:
        self.planned = 0
        self.finished = 0
        self.on_slice: Callable[[Slice], None] = lambda part: None
        self.on_finish: Callable[[Run], None] = lambda run: None

    def plan(self, run: Run) -> Iterable[Scope]:
        self.planned += 1
        for number in range(run.parameters["slices"]):
            yield Scope({"mark": number}, 10)

    def execute(self, part: Slice) -> dict[str, Any]:
        mark(f"{part.run_id}/{part.scope['mark']}")
        self.on_slice(part)
        return {"marks": 1}

    def finish(self, run: Run) -> dict[str, Any]:
        self.finished += 1
        self.on_finish(run)
        return runs.add_up(run)


def mark(key: str) -> None:
    IdempotencyKey.objects.create(door="mark", key=key, caller="test", request_hash="", created_at=NOW)


def marks() -> int:
    return IdempotencyKey.objects.filter(door="mark").count()


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[Marking]:
    marking = Marking()
    monkeypatch.setitem(runs._kinds, Marking.code, marking)
    yield marking


def opened(slices: int = 3, key: str = "one") -> Run:
    run, _ = runs.open_run(kind=Marking.code, key=key, parameters={"slices": slices}, by=None, at=NOW)
    return run


def state_of(run: Run) -> str:
    run.refresh_from_db()
    return run.state


def events_of(run: Run) -> list[str]:
    return list(run.events.order_by("pk").values_list("code", flat=True))


@pytest.mark.django_db
def test_a_run_does_every_slice_and_adds_up(kind: Marking) -> None:
    run = opened()
    assert runs.work(run.pk) == 3
    assert state_of(run) == RunState.DONE
    assert (run.totals, run.people, marks(), kind.finished) == ({"marks": 3}, 30, 3, 1)
    assert events_of(run) == ["started", "finished"]


@pytest.mark.django_db
def test_sums_of_slices_are_added_name_by_name_in_depth(kind: Marking) -> None:
    said: list[dict[str, Any]] = [
        {"rows": 1, "funds": {"pension": {"fen": 5}}},
        {"rows": 2, "funds": {"pension": {"fen": -7, "up": 1}, "injury": {"fen": 3}}},
        {"rows": 4},
    ]
    run = opened()
    nothing = {"rows": 0, "refused": 0, "funds": {}}
    for number, result in enumerate(said, 1):
        Slice.objects.filter(run=run, number=number).update(result=result, state=SliceState.DONE)
    assert runs.add_up(run, nothing) == {
        "rows": 7, "refused": 0, "funds": {"pension": {"fen": -2, "up": 1}, "injury": {"fen": 3}},
    }  # fmt: skip
    assert nothing == {"rows": 0, "refused": 0, "funds": {}}
    Slice.objects.filter(run=run, number=1).update(state=SliceState.WAITING)
    assert runs.add_up(run)["rows"] == 6, "what is not done does not count"


@pytest.mark.django_db
def test_working_again_on_a_finished_run_does_nothing(kind: Marking) -> None:
    run = opened()
    runs.work(run.pk)
    assert runs.work(run.pk) == 0
    assert (marks(), kind.finished) == (3, 1)


@pytest.mark.django_db
def test_a_run_without_slices_is_done_at_once(kind: Marking) -> None:
    run = opened(slices=0)
    runs.work(run.pk)
    assert state_of(run) == RunState.DONE


@pytest.mark.django_db
def test_opening_twice_gives_the_first_run(kind: Marking) -> None:
    first, is_new = runs.open_run(kind=Marking.code, key="k", parameters={"slices": 1}, by=7, at=NOW)
    again, is_new_again = runs.open_run(kind=Marking.code, key="k", parameters={"slices": 9}, by=8, at=NOW)
    assert (first.pk, is_new, is_new_again) == (again.pk, True, False)
    assert (again.parameters, again.started_by, kind.planned) == ({"slices": 1}, 7, 1)


@pytest.mark.django_db
def test_a_run_that_cannot_be_planned_does_not_exist(kind: Marking) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        runs.open_run(kind=Marking.code, key="k", parameters={}, by=None, at=NOW)
    assert not Run.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_open_at_once_open_one_run(kind: Marking) -> None:
    answers = at_once(*[lambda: runs.open_run(
        kind=Marking.code, key="k", parameters={"slices": 4}, by=None, at=NOW
    )] * 8)  # fmt: skip
    assert len({run.pk for run, _ in answers}) == 1
    assert sorted(is_new for _, is_new in answers) == [False] * 7 + [True]
    assert (Slice.objects.count(), kind.planned) == (4, 1)


@pytest.mark.django_db(transaction=True)
def test_many_workers_never_do_one_slice_twice(kind: Marking) -> None:
    run = opened(slices=40)
    done = at_once(*[lambda: runs.work(run.pk)] * 6)
    assert sum(done) == marks() == 40
    assert (state_of(run), kind.finished) == (RunState.DONE, 1)
    assert set(run.slices.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db
def test_a_claimed_slice_is_not_handed_out_again_while_its_lease_runs(kind: Marking) -> None:
    run = opened(slices=1)
    assert runs.claim(run.pk, worker="a") is not None
    assert runs.claim(run.pk, worker="b") is None


@pytest.mark.django_db
def test_a_slice_whose_lease_ran_out_is_done_by_another_worker(kind: Marking) -> None:
    run = opened(slices=1)
    slice_id, first = runs.claim(run.pk, worker="a", lease=GONE_LONG_AGO) or (0, 0)
    assert runs.work(run.pk, worker="b") == 1
    part = Slice.objects.get(pk=slice_id)
    assert (part.state, part.attempts, part.worker, first) == (SliceState.DONE, 2, "b", 1)
    assert events_of(run) == ["started", "resumed", "finished"]


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_does_nothing(kind: Marking) -> None:
    run = opened(slices=1)
    slice_id, attempt = runs.claim(run.pk, worker="a", lease=GONE_LONG_AGO) or (0, 0)
    runs.work(run.pk, worker="b")
    assert runs.do_slice(slice_id, attempt=attempt) is False
    assert marks() == 1


@pytest.mark.django_db(transaction=True)
def test_a_slow_worker_keeps_its_slice_though_its_lease_ran_out(kind: Marking) -> None:
    run = opened(slices=1)
    claimed: list[Any] = []

    def meanwhile(part: Slice) -> None:  # inside the slow worker's transaction, another asks for work
        claimed.extend(at_once(lambda: runs.claim(run.pk, worker="b")))

    kind.on_slice = meanwhile
    assert runs.work(run.pk, worker="a", lease=GONE_LONG_AGO) == 1
    assert claimed == [None]
    assert marks() == 1


@pytest.mark.django_db
def test_what_a_failed_slice_wrote_is_gone_and_it_waits_again(kind: Marking) -> None:
    run = opened(slices=1)

    def break_down(part: Slice) -> None:
        raise ZeroDivisionError("a bug")

    kind.on_slice = break_down
    with pytest.raises(ZeroDivisionError):
        runs.work(run.pk)
    part = run.slices.get()
    assert (part.state, part.attempts, part.failure, part.lease_until) == (SliceState.WAITING, 1, "a bug", None)
    assert (marks(), state_of(run)) == (0, RunState.RUNNING)
    kind.on_slice = lambda part: None
    runs.work(run.pk)
    assert (marks(), state_of(run)) == (1, RunState.DONE)
    assert Slice.objects.get(pk=part.pk).failure == ""
    assert events_of(run) == ["started", "given_back", "resumed", "finished"]


@pytest.mark.django_db
def test_a_deadlock_is_tried_again_at_once(kind: Marking) -> None:
    run = opened(slices=1)
    victims = [1, 2]

    def clash(part: Slice) -> None:
        if victims:
            victims.pop()
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'chosen' USING ERRCODE = 'deadlock_detected'; END $$")

    kind.on_slice = clash
    assert runs.work(run.pk) == 1
    assert run.slices.get().attempts == 3


@pytest.mark.django_db
def test_a_slice_that_fails_too_often_stops_the_run_until_it_is_resumed(kind: Marking) -> None:
    run = opened(slices=2)

    def break_down(part: Slice) -> None:
        if part.number == 1:
            raise ZeroDivisionError("a bug")

    kind.on_slice = break_down
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            runs.work(run.pk)
    assert state_of(run) == RunState.FAILED
    assert runs.work(run.pk) == 0, "a failed run hands out nothing"
    assert run.pk not in runs.unfinished()
    kind.on_slice = lambda part: None
    runs.resume(run.pk, at=NOW)
    assert runs.work(run.pk) == 2
    assert (state_of(run), marks()) == (RunState.DONE, 2)


@pytest.mark.django_db
def test_a_refusal_stops_the_run_at_the_first_attempt_and_says_why(kind: Marking) -> None:
    run = opened(slices=2)

    def refuse(part: Slice) -> None:
        raise UNLAWFUL()

    kind.on_slice = refuse
    assert runs.work(run.pk) == 0
    assert state_of(run) == RunState.FAILED
    assert run.slices.get(number=1).failure == "test_unlawful: A test."
    assert run.slices.get(number=2).state == SliceState.WAITING
    assert run.events.get(code="failed").detail["slice"] == 1


@pytest.mark.django_db
def test_a_slice_that_kills_its_workers_stops_the_run(kind: Marking) -> None:
    run = opened(slices=1)
    for _ in range(MOST_ATTEMPTS):
        assert runs.claim(run.pk, worker="killed", lease=GONE_LONG_AGO) is not None
    assert runs.work(run.pk) == 0
    assert state_of(run) == RunState.FAILED
    assert "5 workers disappeared" in run.slices.get().failure


@pytest.mark.django_db
def test_totals_that_do_not_agree_stop_the_run_and_are_checked_again_on_resume(kind: Marking) -> None:
    run = opened(slices=2)

    def refuse(run: Run) -> None:
        raise UNLAWFUL()

    kind.on_finish = refuse
    assert runs.work(run.pk) == 2
    assert state_of(run) == RunState.FAILED
    assert run.events.get(code="failed").detail == {"why": "test_unlawful: A test."}
    assert run.finished_at is None
    kind.on_finish = lambda run: None
    runs.resume(run.pk, at=NOW)
    runs.work(run.pk)
    assert (state_of(run), marks()) == (RunState.DONE, 2)


@pytest.mark.django_db
def test_a_paused_run_hands_out_nothing_and_goes_on_where_it_stopped(kind: Marking) -> None:
    run = opened(slices=3)
    kind.on_slice = lambda part: runs.pause(run.pk, at=NOW) if part.number == 1 else None
    assert runs.work(run.pk) == 1
    assert state_of(run) == RunState.PAUSED
    assert runs.work(run.pk) == 0
    assert run.pk not in runs.unfinished()
    kind.on_slice = lambda part: None
    runs.resume(run.pk, at=NOW)
    assert run.pk in runs.unfinished()
    assert runs.work(run.pk) == 2
    assert events_of(run) == ["started", "paused", "continued", "finished"]


@pytest.mark.django_db
def test_a_run_paused_after_its_last_slice_is_finished_on_resume(kind: Marking) -> None:
    run = opened(slices=1)
    kind.on_slice = lambda part: runs.pause(run.pk, at=NOW)
    runs.work(run.pk)
    assert (state_of(run), kind.finished) == (RunState.PAUSED, 0)
    runs.resume(run.pk, at=NOW)
    runs.work(run.pk)
    assert (state_of(run), kind.finished) == (RunState.DONE, 1)


@pytest.mark.django_db
def test_a_run_that_is_done_is_neither_paused_nor_resumed(kind: Marking) -> None:
    run = opened(slices=1)
    runs.work(run.pk)
    runs.pause(run.pk, at=NOW)
    runs.resume(run.pk, at=NOW)
    assert state_of(run) == RunState.DONE
    assert events_of(run) == ["started", "finished"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_cut_off_from_the_server_gives_its_slice_back(kind: Marking) -> None:
    run = opened(slices=1)

    def cut_off(part: Slice) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    kind.on_slice = cut_off
    with pytest.raises(OperationalError):
        runs.work(run.pk)
    assert run.slices.get().state == SliceState.WAITING
    assert marks() == 0
    kind.on_slice = lambda part: None
    assert runs.work(run.pk) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "change"),
    [
        (Run, {"state": RunState.DONE}),
        (Slice, {"state": SliceState.RUNNING}),
    ],
)
def test_the_database_refuses_states_that_cannot_be(kind: Marking, table: Any, change: dict[str, Any]) -> None:
    opened(slices=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(**change)


@pytest.mark.django_db
def test_the_demonstration_waits_for_the_slice_another_worker_holds(
    kind: Marking, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = opened()
    taken = runs.claim(run.pk, worker="another")
    assert taken is not None
    waited: list[float] = []

    def meanwhile(seconds: float) -> None:
        waited.append(seconds)
        runs.do_slice(taken[0], attempt=taken[1])

    monkeypatch.setattr("time.sleep", meanwhile)
    finishing.work_out(run.pk)
    assert state_of(run) == RunState.DONE and marks() == 3 and len(waited) == 1
