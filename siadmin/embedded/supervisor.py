"""Start a server once, know whether it lives, stop it: what PostgreSQL and Redis have in common.

Two locks in the server's folder, both kept by the kernel and gone with the processes that hold them:

- `starting.lock` is held while somebody starts or stops the server: one at a time.
- `running.lock` is inherited by the server and all its children. If it is free, nothing of the server is left, whatever
  a pid file says: the pid may have been given to another process, or be a zombie that nobody collects.

A server is found by its working directory, never by a pid alone. The servers are sessions of their own: they outlive
the process that started them and do not see its Ctrl-C.
"""

import fcntl
import os
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from siadmin.embedded.account import Account, account_for, private_folder
from siadmin.embedded.failure import EmbeddedStartFailed
from siadmin.kernel.language import Words

_PATIENCE = 120.0  # seconds; recovery after a crash may need them
_UNREACHABLE_AFTER = 3.0  # seconds a living server may go without listening
_PAUSE = 0.02
_ATTEMPTS = 3  # a server may be killed while it starts
_BUSY = b"busy"
_LOG_IS_LONG = 10_000_000  # bytes
_PROGRAMS = {"postgres", "initdb", "pg_ctl", "redis-server"}


@dataclass(frozen=True)
class Status:
    """What `python -m siadmin.embedded status` prints. `pid` is 0 when the server does not run."""

    name: str
    answers: bool
    pid: int
    socket: Path
    log: Path


class Server(ABC):
    """One server of the project at `root`, with its files in `.local/<name>` and its socket in a short path."""

    name: str
    socket_name: str
    quit_signal: signal.Signals
    question: bytes  # what a client says first

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.folder = self.root / ".local" / self.name
        self.account = account_for(self.folder, self.root)
        self.log = self.folder / f"{self.name}.log"
        digest = sha256(os.fsencode(self.root)).hexdigest()[:16]
        self.socket_folder = _world() / f"siadmin-{self.account.uid}-{digest}"
        self.socket = self.socket_folder / self.socket_name

    @abstractmethod
    def serves(self, reply: bytes) -> bool:
        """Whether this reply to our question comes from a server that is ready."""

    @abstractmethod
    def main_pid(self) -> int:
        """The pid written by the server, perhaps stale; 0 if none."""

    @abstractmethod
    def launch(self, lock: int) -> bool:
        """Prepare the files and start the server, which inherits the file descriptor `lock`; whether it worked."""

    def ensure(self) -> None:
        """Return when the server serves clients. Raises EmbeddedStartFailed."""
        if self.folder.exists() and self._is_ours() and self.answers():
            return
        self._prepare_folders()
        with self._alone():
            for _ in range(_ATTEMPTS):
                self._settle()
                if self.answers() or self._start():
                    return
        raise self._failed()

    def _start(self) -> bool:
        """Whether the server came up. Raises EmbeddedStartFailed when it takes too long."""
        try:
            with _locked(self.folder / "running.lock") as lock:
                if self.log.exists() and self.log.stat().st_size > _LOG_IS_LONG:
                    self.log.replace(self.log.with_suffix(".log.old"))
                launched = self.launch(lock)
        except BlockingIOError:  # killed after it answered: its children still hold the lock
            return False
        deadline = time.monotonic() + _PATIENCE
        while not self.answers():
            if not launched or not self._is_alive():
                return False
            if time.monotonic() > deadline:
                raise self._still_there()
            time.sleep(_PAUSE)
        return True

    def stop(self) -> None:
        """Return when nothing of the server is left; at once when it does not run. Raises EmbeddedStartFailed."""
        if not self.folder.exists():
            return
        with self._alone():
            deadline = time.monotonic() + _PATIENCE
            main, found = self.main_pid(), self._processes()
            if main in found:
                _send(self.quit_signal, [main])
            else:
                _send(signal.SIGKILL, found)
            while self._is_alive():
                if time.monotonic() > deadline:
                    raise self._still_there()
                time.sleep(_PAUSE)

    def status(self) -> Status:
        pid = self.main_pid()
        answers = self.folder.exists() and self._is_ours() and self.answers()
        return Status(self.name, answers, pid if pid in self._processes() else 0, self.socket, self.log)

    def run(self, command: Sequence[str | Path], *, folder: Path, lock: int, say: str = "") -> int:
        """Run a program as the account, inside `folder`, its words going to the log; its exit code."""
        environment = {"PATH": os.defpath, "LC_ALL": "C", "PGDATA": own_folder(folder)}
        log = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(log, "ab"), tempfile.TemporaryFile() as heard:
            self.account.take(self.log)
            heard.write(say.encode())
            heard.seek(0)
            return subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=heard,
                stdout=log,
                stderr=log,
                pass_fds=[lock],
                start_new_session=True,
                umask=0o077,
                check=False,
                **self.account.process_options,
            ).returncode

    def answers(self) -> bool:
        """Serves clients now. Cheap, because every command asks. A server whose files were deleted does not count."""
        reply = self._reply()
        return self.main_pid() != 0 and (reply == _BUSY or self.serves(reply))

    def _reply(self) -> bytes:
        """To our question at our socket; empty when nobody listens there."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(str(self.socket))
                client.sendall(self.question)
                return client.recv(1024)
            except TimeoutError:
                return _BUSY
            except OSError:
                return b""

    def _failed(self) -> EmbeddedStartFailed:
        return EmbeddedStartFailed(
            Words(f"无法启动内置的 {self.name}。", f"The embedded {self.name} did not start."),
            Words(
                f"请查看日志 {self.log}（磁盘是否已满？），排除原因后重试；或设置 DATABASE_URL 和 REDIS_URL。",
                "Read its log (is the disk full?), remove the cause and try again; or set DATABASE_URL and REDIS_URL.",
            ),
            self.log,
        )

    def _still_there(self) -> EmbeddedStartFailed:
        return EmbeddedStartFailed(
            Words(
                f"内置的 {self.name} 仍在启动、恢复或停止。",
                f"The embedded {self.name} still starts, recovers or stops.",
            ),
            Words(
                "请稍后重试；若一直如此，可能由另一容器或账户运行：请在那里停止。",
                "Try again later; if it stays so, another container or account runs it: stop it there.",
            ),
            self.log,
        )

    def _settle(self) -> None:
        """Wait for a server that is starting or stopping; end orphans, and a server that cannot be reached any more."""
        began = time.monotonic()
        asked = False
        while self._is_alive() and not self.answers():
            main, found, waited = self.main_pid(), self._processes(), time.monotonic() - began
            if main not in found:
                _send(signal.SIGKILL, found)  # what a killed server, or a killed start, left behind
            elif waited > _UNREACHABLE_AFTER and not asked and not self._reply():
                _send(self.quit_signal, [main])  # its socket was deleted, or the project was moved
                asked = True
            if waited > _PATIENCE:
                raise self._still_there()
            time.sleep(_PAUSE)

    def _is_alive(self) -> bool:
        try:
            with _locked(self.folder / "running.lock"):
                pass
        except BlockingIOError:
            return True
        return bool(self._processes())

    def _processes(self) -> list[int]:
        """The server and its children: they work in its folder."""
        home, ours = self.folder.resolve(), []
        for process in psutil.process_iter(["name", "cwd"]):
            name, folder = process.info["name"], process.info["cwd"]
            if name in _PROGRAMS and folder and Path(folder).is_relative_to(home):
                ours.append(process.pid)
        return ours

    def _is_ours(self) -> bool:
        """Nobody else stands at our socket's place and answers for the server."""
        try:
            found = self.socket_folder.lstat()
        except OSError:
            return False
        return found.st_uid == self.account.uid and not found.st_mode & 0o077

    def _prepare_folders(self) -> None:
        try:
            local = self.folder.parent
            if not local.exists():
                local.mkdir(exist_ok=True)
                owner = self.root.stat()
                Account(owner.st_uid, owner.st_gid).take(local)
            self.folder.mkdir(mode=0o700, exist_ok=True)  # logs may quote what people typed
            if self.folder.stat().st_uid != self.account.uid:
                self.account.take_all(self.folder)
        except OSError as error:
            raise EmbeddedStartFailed(
                Words(f"无法建立文件夹 {self.folder}：{error}", f"The folder {self.folder} cannot be made: {error}"),
                Words(
                    "请给予写权限，或设置 DATABASE_URL 和 REDIS_URL。",
                    "Allow writing, or set DATABASE_URL and REDIS_URL.",
                ),
            ) from error
        private_folder(self.socket_folder, self.account)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with _locked(self.folder / "starting.lock", wait=True):
            yield


def own_folder(folder: Path) -> str:
    """How a process that works in `folder` names it.

    On Linux through itself: then the path may be of any length and lie below folders that the account may not enter.
    """
    here = Path("/proc/self/cwd")
    return str(here) if here.exists() else str(folder)


def _world() -> Path:
    """A short path that is the same for every process, whatever its TMPDIR: a socket's path holds 107 bytes."""
    return next(path for path in map(Path, ("/tmp", "/var/tmp", "/dev/shm")) if os.access(path, os.W_OK | os.X_OK))


def _send(what: signal.Signals, pids: Sequence[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


@contextmanager
def _locked(path: Path, *, wait: bool = False) -> Iterator[int]:
    """An exclusive lock and its file descriptor. Raises BlockingIOError when it is held and we do not wait."""
    lock = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield lock
    finally:
        os.close(lock)
