"""What the tests of this folder do to servers, and as whom."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import psycopg2
import pytest

from siadmin.embedded import postgres

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def connect(address: postgres.PostgresAddress, user: str) -> Any:
    connection = psycopg2.connect(host=address.host, port=address.port, dbname=address.name, user=user)
    connection.autocommit = True
    return connection


def rows(address: postgres.PostgresAddress, statement: str, user: str = "") -> list[tuple[Any, ...]]:
    connection = connect(address, user or address.admin)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def kill_9(pid: int) -> None:
    assert pid > 0, "nothing to kill"
    os.kill(pid, signal.SIGKILL)


def acting_as(uid: int, question: Callable[[], Any]) -> Any:
    """What `question` returns, or the exception it raises, in a process of account `uid`."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_act, args=(uid, question, there))
    process.start()
    there.close()
    try:
        return here.recv()
    finally:
        process.join()


def _act(uid: int, question: Callable[[], Any], answer: Connection) -> None:
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    try:
        answer.send(question())
    except RuntimeError as error:
        answer.send(str(error))
