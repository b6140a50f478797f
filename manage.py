#!/usr/bin/env python
"""The portal's command line. Tables are made and reference data loaded as the owner, all else is the application."""

import os
import sys

OWNER_COMMANDS = {"migrate", "install"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["CONNECT_AS_OWNER"] = "1"
    if len(sys.argv) > 1 and sys.argv[1] == "demo":
        os.environ.setdefault("DEMO", "1")
    from django.core.management import execute_from_command_line

    import siadmin.celery  # noqa: F401  commands call workers through our broker

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
