"""Every door that moves money takes a key; the same request again gets the stored answer, once."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection, transaction

from siadmin.kernel.models import IdempotencyKey
from siadmin.kernel.refusal import Reason

KEY_REUSED = Reason(
    "idempotency_key_reused",
    "幂等键“{key}”已用于另一内容的请求。",
    "The idempotency key “{key}” was used for a different request.",
    "新的请求请用新的键；重试请原样发送。",
    "Use a new key for a new request; send a retry unchanged.",
)


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
        known = IdempotencyKey.objects.filter(door=door, caller=caller, key=key).first()
        if known is not None:
            if known.request_hash != digest:
                raise KEY_REUSED(key=key)
            assert known.answer is not None
            return known.answer, False
        answer = do()
        try:
            IdempotencyKey.objects.create(
                door=door, key=key, caller=caller, request_hash=digest, answer=answer, created_at=at
            )
        except IntegrityError as error:  # cannot happen under the lock; never swallow it
            raise AssertionError("idempotency lock was bypassed") from error
    return answer, True
