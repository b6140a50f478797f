"""One worker process of the bench: waits for a run's number, does slices of it as a Celery worker would, reports."""

import json
import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    django.setup()
    from django.db import connection

    from bench.processes import Spent, peak_mib
    from bench.tables import use
    from siadmin.kernel import runs

    use(sys.argv[1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    print(json.dumps({"ready": True}), flush=True)
    run_id = int(sys.stdin.readline())
    spent = Spent(connection.connection)
    done = runs.work(run_id)
    print(json.dumps({"slices": done, "peak_mib": peak_mib(), "cpu_seconds": spent.seconds()}), flush=True)


if __name__ == "__main__":
    main()
