"""Our own PostgreSQL 18: one cluster a project, reached through a Unix socket only.

Trust stands on the socket's folder: it belongs to the servers' account and admits nobody else (and root).
"""

import shutil
import signal
import struct
from dataclasses import dataclass
from pathlib import Path

from siadmin.embedded.binaries import postgres_program
from siadmin.embedded.sizing import memory_of_machine, settings_for
from siadmin.embedded.supervisor import Server, Status

PORT = 5432  # only part of the socket's name: nothing listens on the network
_INCLUDED = "siadmin.conf"
_CREATE = """\
CREATE ROLE siadmin_owner LOGIN CREATEDB;

CREATE ROLE siadmin_app LOGIN;

CREATE DATABASE siadmin OWNER siadmin_owner;

"""


def _startup_message(user: str, database: str) -> bytes:
    """PostgreSQL's protocol 3.0: length, version, names and values."""
    text = f"user\0{user}\0database\0{database}\0\0".encode()
    return struct.pack("!ii", len(text) + 8, 3 << 16) + text


@dataclass(frozen=True)
class PostgresAddress:
    """Where and as whom to connect, without a password. `host` is the socket's folder.

    `owner` has the rights of DDL and may create databases, `app` has none, `admin` is the superuser.
    """

    host: str
    port: int = PORT
    name: str = "siadmin"
    owner: str = "siadmin_owner"
    app: str = "siadmin_app"
    admin: str = "postgres"


def ensure(root: Path) -> PostgresAddress:
    """The address of the running server of the project at `root`, started if need be. Raises EmbeddedStartFailed."""
    server = _Postgres(root)
    server.ensure()
    return PostgresAddress(host=str(server.socket_folder))


def stop(root: Path) -> None:
    """Stop cleanly; connected clients are cut off. Raises EmbeddedStartFailed when it does not stop."""
    _Postgres(root).stop()


def status(root: Path) -> Status:
    return _Postgres(root).status()


class _Postgres(Server):
    name = "postgres"
    socket_name = f".s.PGSQL.{PORT}"
    quit_signal = signal.SIGINT  # a fast shutdown
    question = _startup_message("siadmin_app", "postgres")

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.data = self.folder / "18" / "data"

    def serves(self, reply: bytes) -> bool:
        """R: come in. E with 57P0x: starting, recovering or stopping; any other refusal is a server at work."""
        return reply.startswith(b"R") or (reply.startswith(b"E") and b"\0C57P0" not in reply)

    def main_pid(self) -> int:
        try:
            first = (self.data / "postmaster.pid").read_text(encoding="utf-8").partition("\n")[0]
        except (FileNotFoundError, NotADirectoryError):
            return 0
        return int(first) if first.isdigit() else 0

    def launch(self, lock: int) -> bool:
        if not self.data.exists() and not self._create(lock):
            return False
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for left_over in (self.socket, self.socket.with_name(f"{self.socket_name}.lock")):
            left_over.unlink(missing_ok=True)
        return self._configure(self.data, lock) and self._run(
            ["pg_ctl", "start", "--wait", "--timeout=120", "--silent"], self.data, lock
        )

    def _create(self, lock: int) -> bool:
        """A cluster with its roles and its database, made aside and renamed: it is whole or not there."""
        aside = self.data.with_name("data.new")
        if aside.exists():
            shutil.rmtree(aside)
        for path in (aside.parent, aside):
            path.mkdir(mode=0o700, exist_ok=True)
            self.account.take(path)
        # Sorted and compared by code point in UTF-8, on every machine alike.
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        rights = ["--username=postgres", "--auth-local=trust", "--auth-host=reject"]
        shared = ["--set", "dynamic_shared_memory_type=mmap"]  # initdb itself fails where /dev/shm is tiny
        done = (
            self._run(["initdb", "--data-checksums", *locale, *rights, *shared], aside, lock)
            and self._write(">> postgresql.conf", f"include = '{_INCLUDED}'\n", aside, lock)
            and self._configure(aside, lock)
            and self._run(["postgres", "--single", "-j", "-c", "exit_on_error=on", "postgres"], aside, lock, _CREATE)
        )
        if done:
            aside.rename(self.data)
        return done

    def _configure(self, data: Path, lock: int) -> bool:
        """Anew at each start: the machine, or the place of the project, may have changed."""
        settings = settings_for(memory=memory_of_machine(), free_disk=shutil.disk_usage(data).free)
        settings |= {"listen_addresses": "", "port": str(PORT), "unix_socket_directories": str(self.socket_folder)}
        text = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        return self._write(f"> {_INCLUDED}", text, data, lock)

    def _write(self, where: str, text: str, data: Path, lock: int) -> bool:
        """As the account, so that root never follows a link that was laid there."""
        return self.run(["/bin/sh", "-c", f"cat {where}"], folder=data, lock=lock, say=text) == 0

    def _run(self, command: list[str], folder: Path, lock: int, say: str = "") -> bool:
        program = postgres_program(command[0], self.account)
        return self.run([program, *command[1:]], folder=folder, lock=lock, say=say) == 0
