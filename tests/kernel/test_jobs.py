"""Messages only wake workers: they leave after commit, and a broker that is away loses nothing."""

import threading

import pytest
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from siadmin.celery import app
from siadmin.kernel import jobs, runs, tasks
from siadmin.kernel.models import RunState
from tests.kernel.test_runs import Marking, kind, marks, opened, state_of

__all__ = ["kind"]  # a fixture


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    messages: list[tuple[str, object]] = []
    monkeypatch.setattr(app, "send_task", lambda name, **options: messages.append((name, options["kwargs"])))
    return messages


@pytest.mark.parametrize("where", ["here", "in another thread"])
def test_every_thread_sends_through_the_portals_own_queue(where: str) -> None:
    seen: list[str] = []
    if where == "here":
        seen.append(current_app.main)
    else:
        thread = threading.Thread(target=lambda: seen.append(current_app.main))
        thread.start()
        thread.join()
    assert seen == ["siadmin"]


@pytest.mark.django_db
def test_a_message_leaves_after_commit_and_not_before(
    sent: list[tuple[str, object]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("kernel.work", run_id=7)
        assert sent == []
    assert sent == [("kernel.work", {"run_id": 7})]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_wakes_nobody(sent: list[tuple[str, object]]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.wake(7)
        raise ZeroDivisionError
    assert sent == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_is_logged_left_alone_for_a_while_and_the_act_stands(
    kind: Marking, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def nobody_listens(name: str, **options: object) -> None:
        asked.append(name)
        raise OperationalError("connection refused")

    monkeypatch.setattr(app, "send_task", nobody_listens)
    monkeypatch.setattr(jobs, "_away_until", 0)
    with transaction.atomic():
        run = opened()
        jobs.wake(run.pk, workers=3)
    assert state_of(run) == RunState.RUNNING
    assert asked == ["kernel.work"]
    assert capsys.readouterr().out.count("broker_away") == jobs.WORKERS_PER_RUN + 3
    monkeypatch.setattr(jobs, "_away_until", 0)
    with transaction.atomic():
        jobs.wake(run.pk, workers=1)
    assert len(asked) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("slices", "workers"), [(0, 1), (1, 1), (2, 2), (9, jobs.WORKERS_PER_RUN)])
def test_who_opens_a_run_calls_workers_to_it_once_and_no_more_than_there_is_work_for(
    slices: int,
    workers: int,
    kind: Marking,
    sent: list[tuple[str, object]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = opened(slices)
        assert sent == []
    assert sent == [("kernel.work", {"run_id": run.pk})] * workers
    with django_capture_on_commit_callbacks(execute=True):
        opened(slices)
    assert len(sent) == workers, "opened twice, it is there already"


@pytest.mark.django_db
def test_a_run_that_goes_on_has_its_workers_called_and_one_that_runs_has_not(
    kind: Marking, sent: list[tuple[str, object]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    run = opened()
    runs.pause(run.pk, at=run.planned_at)
    for called in (jobs.WORKERS_PER_RUN, jobs.WORKERS_PER_RUN):
        with django_capture_on_commit_callbacks(execute=True):
            runs.resume(run.pk, at=run.planned_at)
        assert sent == [("kernel.work", {"run_id": run.pk})] * called


@pytest.mark.django_db
def test_the_sweeper_wakes_a_worker_for_every_run_that_wants_one(
    kind: Marking, sent: list[tuple[str, object]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    waiting, paused, done = opened(key="waiting"), opened(key="paused"), opened(key="done")
    runs.pause(paused.pk, at=paused.planned_at)
    runs.work(done.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.sweep() == 1
    assert sent == [("kernel.work", {"run_id": waiting.pk})]


@pytest.mark.django_db
def test_a_message_that_comes_twice_does_the_work_once(kind: Marking) -> None:
    run = opened()
    assert (tasks.work(run_id=run.pk), tasks.work(run_id=run.pk)) == (3, 0)
    assert marks() == 3


@pytest.mark.parametrize("entry", app.conf.beat_schedule.values(), ids=list(app.conf.beat_schedule))
def test_what_the_schedule_names_is_a_task(entry: dict[str, object]) -> None:
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
