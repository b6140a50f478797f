"""`python -m siadmin.embedded start|stop|status`: the project's own PostgreSQL and Redis, for people."""

import argparse
import sys
from pathlib import Path

from siadmin.embedded import postgres, redis
from siadmin.embedded.failure import EmbeddedStartFailed

_ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m siadmin.embedded", description=__doc__)
    parser.add_argument("act", choices=["start", "stop", "status"])
    parser.add_argument("--root", type=Path, default=_ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    try:
        for server in (postgres, redis):
            if options.act == "start":
                server.ensure(options.root)
            elif options.act == "stop":
                server.stop(options.root)
            found = server.status(options.root)
            state = "running 运行中" if found.answers else "not running 未运行"
            print(f"{found.name:9} {state}  pid {found.pid or '-'}  {found.socket}  {found.log}")
    except EmbeddedStartFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
