"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
application = get_wsgi_application()

from siadmin.celery import app as queue  # noqa: E402, F401  the web calls workers through our broker, not a default one
from siadmin.kernel.memory import keep_what_is_loaded  # noqa: E402
from siadmin.kernel.rights import refuse_to_serve_as_owner  # noqa: E402

refuse_to_serve_as_owner()
connections.close_all()  # a worker forked from here opens its own
keep_what_is_loaded()
