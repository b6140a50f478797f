"""Fill a small agency with invented people, run its month before your eyes, and serve it. Ctrl-C stops everything."""

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.portal import demonstration
from siadmin.portal.demo import grouped_by_kind
from siadmin.portal.world.programs import new_keys

HERE = "127.0.0.1"
BAR = 30
LOGS = settings.BASE_DIR / ".local" / "demo"
INTERRUPTED = (
    "演示数据上次没有建完，请删除后重建。The demonstration was interrupted while it was built; "
    "take it away and start again: rm -r .local && make demo"
)
PATIENCE = 20  # seconds without a worker before the month is done in this process


def _address() -> tuple[str, int]:
    """Where the demonstration is served: this machine alone unless HOST says otherwise, for its passwords are known."""
    return os.environ.get("HOST", HERE), int(os.environ.get("PORT", "8000"))


def check_free(host: str, port: int) -> None:
    """Raises CommandError when something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"端口被占用，请换一个。{host}:{port} cannot be used ({error.strerror}); "
                f"choose another port: PORT={port + 1} make demo"
            ) from error


class Command(BaseCommand):
    help = __doc__
    requires_migrations_checks = False
    _shown = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--build-only", action="store_true", help="Build the world, run nothing, serve nothing.")
        parser.add_argument(
            "--no-serve", action="store_true", help="Build and run the month in this process, then end."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        if not (options["build_only"] or options["no_serve"]):
            check_free(*_address())
        now = timezone.now()
        builder = demonstration.builder_of(timezone.localdate(now), now)
        self._install(builder.world.span.opened.first_day)
        is_new = not demonstration.is_begun()
        if is_new:
            self._build(builder)
        elif not demonstration.is_whole():
            raise CommandError(INTERRUPTED)
        if options["build_only"]:
            demonstration.end(timezone.now())
            return
        if options["no_serve"]:
            if is_new:
                self._run_month(builder, alone=True)
            return
        children = self._start()
        try:
            if is_new:
                self._run_month(builder, alone=False)
            self._await_web(children["web"])
            self._invite(time.monotonic() - started)
            self._tell_keys()
            self._wait(children)
        finally:
            self._stop(children)

    def _install(self, since: dt.date) -> None:
        """A process of its own: what makes tables and loads reference data connects as the owner."""
        command = [sys.executable, "manage.py", "install", "--since", str(since)]
        subprocess.run(command, cwd=settings.BASE_DIR, check=True, stdout=subprocess.DEVNULL)

    def _build(self, builder: Any) -> None:
        world = builder.world
        people = sum(employer.size for employer in world.employers)
        self.stdout.write(
            f"{len(world.employers)} 户单位 employers, 约 about {people} 人 people, "
            f"{world.span.opened} … {world.span.current}"
        )
        groups: dict[tuple[str, ...], int] = {}
        total = len(world.months)
        for step in demonstration.build(builder):
            groups[step.cities] = groups.get(step.cities, 0) + 1
            self._bar(min(groups.values()) if len(groups) > 1 else sum(groups.values()), total, str(step.month))
        self.stdout.write("")

    def _bar(self, done: int, total: int, told: str) -> None:
        filled = BAR * done // max(total, 1)
        shown = f"  [{'#' * filled}{'.' * (BAR - filled)}] {told}   "
        if shown != self._shown:
            self.stdout.write(f"\r{shown}", ending="")
            self.stdout.flush()
        self._shown = shown

    def _run_month(self, builder: Any, *, alone: bool) -> None:
        """The present month's assessment with its progress, then the equal numbers."""
        month = builder.world.span.current
        self.stdout.write(f"\n核定 Assessing {month}:")
        opened = demonstration.open_present_month(builder)
        waited = time.monotonic()
        while not (progress := demonstration.progress_of(opened)).is_over:
            self._bar(progress.slices_done, progress.slices, f"{progress.people_done} / {progress.people}")
            if alone or (time.monotonic() - waited > PATIENCE and progress.slices_done == 0):
                demonstration.work_here(opened)
            time.sleep(0.2)
        demonstration.work_here(opened)
        self._bar(progress.slices_done, progress.slices, f"{progress.people_done} / {progress.people}")
        builder.learn_everybody()
        self._after_it(builder, month)
        self.stdout.write("\n")
        for title, left, right in demonstration.equal_numbers(month, builder.clock.going()):
            mark = "=" if left == right else "≠"
            self.stdout.write(f"  {title}\n    {written(left):>20} {mark} {written(right)}")
        demonstration.end(timezone.now())

    def _after_it(self, builder: Any, month: Month) -> None:
        """What stands on the month, part by part."""
        parts: tuple[tuple[str, Callable[[dt.datetime], object]], ...] = (
            ("待遇与多人办理的事项 Benefits, and what several decide", partial(demonstration.decide_together, builder)),
            ("年度计息与对账单 Interest and statements of the year", partial(demonstration.go_round_the_year, builder)),
            ("缴费到账 Contributions come in",
             lambda _: builder.collecting.receive(month, tuple(builder.cities_of(month)))),
            ("就医直接结算 Care settled with institutions", partial(demonstration.settle_care, builder)),
            ("滞纳金与银行流水 Late fees and bank statements", partial(demonstration.end_day, builder)),
        )  # fmt: skip
        self.stdout.write("\n\n本月其余事项 What follows the month:")
        for done, (title, act) in enumerate(parts):
            self._bar(done, len(parts), f"{title:<60}")
            act(builder.clock.going())
        self._bar(len(parts), len(parts), " " * 70)

    def _start(self) -> dict[str, subprocess.Popen[bytes]]:
        """Web, worker and clock, each with a log of its own: what they say would tear the progress apart."""
        host, port = _address()
        celery = [sys.executable, "-m", "celery", "--quiet", "-A", "siadmin.celery"]
        commands = {
            "web": [
                sys.executable, "-m", "gunicorn", "siadmin.wsgi", "--bind", f"{host}:{port}",
                "--preload", "--workers", "2", "--threads", "4", "--log-level", "warning",
            ],
            "worker": [
                *celery, "worker", "--concurrency", "2", "--loglevel", "WARNING",
                "--without-gossip", "--without-mingle",
            ],
            "beat": [
                *celery, "beat", "--schedule", str(LOGS / "beat-schedule"), "--pidfile=", "--loglevel", "WARNING",
            ],
        }  # fmt: skip
        LOGS.mkdir(parents=True, exist_ok=True)
        children = {}
        for name, command in commands.items():
            with (LOGS / f"{name}.log").open("wb") as log:
                children[name] = subprocess.Popen(
                    command, cwd=settings.BASE_DIR, env=os.environ | {"DEMO": "1"}, start_new_session=True,
                    stdout=log, stderr=subprocess.STDOUT,
                )  # fmt: skip
        return children

    def _await_web(self, web: subprocess.Popen[bytes]) -> None:
        """Until it answers, or has ended: then `_wait` says so."""
        while web.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(_address()) == 0:
                    return
            time.sleep(0.2)

    def _invite(self, seconds: float) -> None:
        host, port = _address()
        self.stdout.write(f"\nhttp://{'localhost' if host == HERE else host}:{port}/   ({seconds:.0f} s)\n")
        for kind, accounts in grouped_by_kind():
            self.stdout.write(f"  {kind}")
            for account in accounts:
                self.stdout.write(
                    f"    {account.username:<14} {account.password}   {account.name.zh} / {account.name.en}"
                )

    def _tell_keys(self) -> None:
        self.stdout.write("  API  /api/v1/schema/")
        for key in new_keys(demonstration.SEED, timezone.now()):
            self.stdout.write(f"    {key.scope:<14} {key.token}   {key.whose.zh} / {key.whose.en}")

    def _wait(self, children: dict[str, subprocess.Popen[bytes]]) -> None:
        def stop(*_: Any) -> None:
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, stop)
        try:
            while not (ended := [name for name, child in children.items() if child.poll() is not None]):
                time.sleep(0.5)
            log = LOGS / f"{ended[0]}.log"
            self.stderr.write(log.read_text(encoding="utf-8", errors="replace")[-2000:])
            self.stderr.write(
                f"{ended[0]} 已退出，演示结束。It ended, and the demonstration with it; all it said: {log}"
            )
        except KeyboardInterrupt:
            self.stdout.write("")

    def _stop(self, children: dict[str, subprocess.Popen[bytes]]) -> None:
        for child in children.values():
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        for child in children.values():
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
