"""The cache that all web processes share, in Redis: what limits sign-ins counts for the portal, not for one process.

While Redis is away each process counts by itself: people sign in, a flood is still slowed, and a name is still locked
after wrong passwords, which PostgreSQL counts.
"""

import json
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import TimeoutError as TooSlow

log = structlog.get_logger()


class Json:
    """Values as JSON: what lies in Redis is read as data, never run."""

    def dumps(self, value: Any) -> Any:
        return json.dumps(value)

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class SharedCache(RedisCache):
    """Redis, and while it cannot be reached the memory of this process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._alone = LocMemCache(f"alone:{server}", params)

    def _tried(self, shared: Callable[[], Any], alone: Callable[[], Any]) -> Any:
        try:
            return shared()
        except (Unreachable, TooSlow):
            log.warning("shared_cache_away")
            return alone()

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: RedisCache.add(self, key, value, *args, **kwargs),
                           lambda: self._alone.add(key, value, *args, **kwargs))  # fmt: skip

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: RedisCache.get(self, key, *args, **kwargs),
                           lambda: self._alone.get(key, *args, **kwargs))  # fmt: skip

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: RedisCache.set(self, key, value, *args, **kwargs),
                           lambda: self._alone.set(key, value, *args, **kwargs))  # fmt: skip

    def delete(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: RedisCache.delete(self, key, *args, **kwargs),
                           lambda: self._alone.delete(key, *args, **kwargs))  # fmt: skip

    def clear(self) -> None:
        """Our own keys only: the queue lives in the same Redis."""
        self._alone.clear()
        self._tried(self._clear_shared, bool)

    def _clear_shared(self) -> None:
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(match=self.make_key("*")):
            client.delete(key)
