"""Words on standard error while it works, figures on standard output at the end."""

import json
import sys
import time
from typing import Any

_began = time.monotonic()


def say(text: str) -> None:
    print(f"[{time.monotonic() - _began:7.1f} s] {text}", file=sys.stderr, flush=True)


def tell(figures: dict[str, Any], *, as_json: bool) -> None:
    """The figures as one JSON line, or as a table for people."""
    sys.stderr.flush()
    if as_json:
        print(json.dumps(figures, ensure_ascii=False), flush=True)
        return
    width = max(len(name) for name in figures)
    for name, value in figures.items():
        shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
        print(f"{name:{width}}  {shown}")
