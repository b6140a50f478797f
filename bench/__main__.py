"""`python -m bench [NAME] [--people N] [--json]`."""

import argparse
import os
import sys

import django


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast a month is.")
    parser.add_argument("name", choices=["assessment", "collection", "precheck", "peers", "overlap"])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--keep", action="store_true", help="leave the database until the next bench starts")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    django.setup()

    from bench import assessment
    from bench.report import tell

    tell(assessment.measure(people=options.people, keep=options.keep), as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
