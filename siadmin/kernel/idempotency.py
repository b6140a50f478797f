"""Every door that moves money takes a key; the same request again gets the stored answer, once."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from siadmin.kernel.database import run_prepared
from siadmin.kernel.refusal import Reason

KEY_MISSING = Reason(
    "idempotency_key_missing",
    "请求缺少 Idempotency-Key。",
    "The request has no Idempotency-Key header.",
    "每笔到账、每次申报用一个固定的键；重试时原样再发。",
    "Use one fixed key per receipt or declaration; send the same again on a retry.",
)
KEY_LONG = Reason(
    "idempotency_key_long",
    "Idempotency-Key 有 {length} 个字符，最多 {most} 个。",
    "The Idempotency-Key has {length} characters; at most {most} are kept.",
    "换一个较短的键；截短的键会与别的请求混淆。",
    "Use a shorter key; cut short it would be taken for another request's.",
)
KEY_REUSED = Reason(
    "idempotency_key_reused",
    "幂等键“{key}”已用于另一内容的请求。",
    "The idempotency key “{key}” was used for a different request.",
    "新的请求请用新的键；重试请原样发送。",
    "Use a new key for a new request; send a retry unchanged.",
)


LONGEST_KEY = 120
SQL = Path(__file__).resolve().parent / "sql"


def key_from(header: str | None) -> str:
    """The key as the request's header gives it. Raises KEY_MISSING, KEY_LONG."""
    key = (header or "").strip()
    if not key:
        raise KEY_MISSING()
    if len(key) > LONGEST_KEY:
        raise KEY_LONG(length=len(key), most=LONGEST_KEY)
    return key


def once(
    *, door: str, key: str, caller: str, request: Any, at: dt.datetime, do: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """The answer to `request` and whether it is new. Runs `do` once per (door, caller, key), in one transaction.

    Raises KEY_REUSED when the key came with another request. Equal requests at the same moment wait for each other.
    """
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"idempotency:{door}:{caller}:{key}"]
            )
        told = {"door": door, "caller": caller, "key": key}
        for before, kept in run_prepared(SQL / "answered.sql", told):
            if before != digest:
                raise KEY_REUSED(key=key)
            return json.loads(kept), False
        answer = do()
        try:
            run_prepared(SQL / "answer.sql", told | {"digest": digest, "answer": json.dumps(answer), "at": at})
        except IntegrityError as error:  # cannot happen under the lock; never swallow it
            raise AssertionError("idempotency lock was bypassed") from error
    return answer, True
