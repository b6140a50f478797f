"""`python -m bench [NAME] [--people N] [--json]`."""

import argparse
import os
import sys
from importlib import import_module

import django

MEASUREMENTS = (
    "assessment", "collection", "latefees", "precheck", "peers", "overlap", "interest", "coverage", "subsidies",
    "dryrun", "search", "pension_run", "adjustment", "estimate", "settlement",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast a month is.")
    parser.add_argument("name", choices=MEASUREMENTS, nargs="?", help="all of them, one after another, if left out")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--keep", action="store_true", help="leave the database until the next bench starts")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    django.setup()

    from bench.report import tell

    told = {}
    for name in [options.name] if options.name else MEASUREMENTS:
        told[name] = import_module(f"bench.{name}").measure(people=options.people, keep=options.keep)
        if options.name or not options.json:
            tell(told[name], as_json=options.json)
    if options.json and not options.name:
        tell(told, as_json=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
