"""The worker's door. What runs when is named here; what it does lives in each app's `tasks`."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")

app = Celery("siadmin")
app.set_default()  # in every thread: without it a message sent from a web server's thread goes to nobody's broker
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep-runs": {"task": "kernel.sweep", "schedule": 30.0},
    "partitions-ahead": {"task": "kernel.partitions_ahead", "schedule": crontab(hour=0, minute=30)},
    "monthly-assessment": {"task": "assessment.due_months", "schedule": crontab(minute=0)},
    "coverage-scan": {"task": "coverage.scan_month", "schedule": crontab(day_of_month=18, hour=4, minute=0)},
    "allowances-near-age": {"task": "pension.tell_near_age", "schedule": crontab(day_of_month=3, hour=3, minute=10)},
    "retirements-ahead": {"task": "pension.tell_coming", "schedule": crontab(day_of_month=3, hour=3, minute=0)},
    "alike": {"task": "registry.look_for_alike", "schedule": crontab(day_of_month=2, hour=3, minute=0)},
    "coverage-orders": {"task": "coverage.follow_orders", "schedule": crontab(hour=4, minute=30)},
    "payments": {"task": "checkout.follow_orders", "schedule": 60.0},
    "lapse-unpaid": {"task": "selfpay.lapse", "schedule": crontab(hour=0, minute=45)},
    "texts": {"task": "letters.send_texts", "schedule": 30.0},
    "forget-attempts": {"task": "letters.forget_attempts", "schedule": crontab(hour=3, minute=30)},
    "nightly-cases": {"task": "matters.nightly", "schedule": crontab(hour=0, minute=15)},
    "late-fees": {"task": "collection.late_fees", "schedule": crontab(hour=1, minute=0)},
    "nightly-reconciliation": {"task": "banking.reconcile", "schedule": crontab(hour=2, minute=0)},
    "month-end": {"task": "banking.reconcile_month", "schedule": crontab(day_of_month=1, hour=3, minute=0)},
}


def serve_as_the_application_only(**_: Any) -> None:
    """A worker does not begin as the owner of the tables; Celery would log any other exception and go on."""
    from siadmin.kernel.rights import refuse_to_serve_as_owner

    try:
        refuse_to_serve_as_owner()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error


worker_init.connect(serve_as_the_application_only)
