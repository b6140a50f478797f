"""The kind of the runs that try proposed values out, as runs are stored and asked for."""

DRY_RUN = "dry_run"
