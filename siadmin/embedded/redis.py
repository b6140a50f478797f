"""Our own Redis, reached through a Unix socket only. It wakes workers; what it loses is found again in the database."""

import signal
from dataclasses import dataclass
from pathlib import Path

from siadmin.embedded.binaries import redis_program
from siadmin.embedded.supervisor import Server, Status


@dataclass(frozen=True)
class RedisAddress:
    """One server, written as redis-py wants it (`url`) and as Celery wants it (`celery_url`)."""

    socket: str

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    @property
    def celery_url(self) -> str:
        return f"redis+socket://{self.socket}?virtual_host=0"


def ensure(root: Path) -> RedisAddress:
    """The address of the running server of the project at `root`, started if need be. Raises EmbeddedStartFailed."""
    server = _Redis(root)
    server.ensure()
    return RedisAddress(str(server.socket))


def stop(root: Path) -> None:
    """Stop cleanly. Raises EmbeddedStartFailed when it does not stop."""
    _Redis(root).stop()


def status(root: Path) -> Status:
    return _Redis(root).status()


class _Redis(Server):
    name = "redis"
    socket_name = "redis.sock"
    quit_signal = signal.SIGTERM
    question = b"PING\r\n"

    def serves(self, reply: bytes) -> bool:
        """A server that is still reading its file says so; any other reply is a server at work."""
        return reply != b"" and not reply.startswith(b"-LOADING")

    def main_pid(self) -> int:
        try:
            text = (self.folder / "redis.pid").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return 0
        return int(text) if text.isdigit() else 0

    def launch(self, lock: int) -> bool:
        (self.folder / "redis.pid").unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "daemonize": "yes",
            "pidfile": "redis.pid",
            "logfile": self.log.name,
            "appendonly": "yes",
            "save": "",
        }
        options = [text for name, value in settings.items() for text in (f"--{name}", value)]
        return self.run([redis_program(self.account), *options], folder=self.folder, lock=lock) == 0
