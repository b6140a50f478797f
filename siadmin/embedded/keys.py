"""The two secrets: from the environment, or made once under `.local/` when the servers are our own."""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    secret: str
    field: bytes


def from_environment(environment: Mapping[str, str]) -> Keys:
    """SECRET_KEY and FIELD_KEY (32 bytes, base64). Raises KeyError when either is missing: no default is safe."""
    return Keys(environment["SECRET_KEY"], _field_key(environment["FIELD_KEY"]))


def ensure(root: Path, environment: Mapping[str, str]) -> Keys:
    """The environment's keys where set, else those kept in `.local/keys.json`, made on first use."""
    folder = root / ".local"
    folder.mkdir(exist_ok=True)
    path = folder / "keys.json"
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = file.read()
        if text:
            kept = json.loads(text)
        else:
            kept = {
                "secret": secrets.token_urlsafe(50),
                "field": base64.b64encode(secrets.token_bytes(32)).decode(),
            }
            json.dump(kept, file)
    return Keys(
        environment.get("SECRET_KEY", kept["secret"]),
        _field_key(environment.get("FIELD_KEY", kept["field"])),
    )


def _field_key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("FIELD_KEY must be 32 bytes in base64")
    return key
