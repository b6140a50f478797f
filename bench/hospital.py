"""The portal served to the bench of settlement: two processes on a port, on the bench's database."""

import os
import sys
from typing import Any

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    django.setup()
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication

    from bench.tables import use

    name, port = sys.argv[1], sys.argv[2]

    class Served(BaseApplication):
        def load_config(self) -> None:
            told = {"bind": f"127.0.0.1:{port}", "workers": 2, "threads": 2, "loglevel": "error"}
            for key, value in told.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            use(name)
            return get_wsgi_application()

    Served().run()


if __name__ == "__main__":
    main()
