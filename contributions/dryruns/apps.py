from django.apps import AppConfig


class DryRunsConfig(AppConfig):
    name = "contributions.dryruns"
    label = "dryruns"

    def ready(self) -> None:
        from contributions.dryruns.actions import DryRun
        from contributions.dryruns.batch import DryRunBatch
        from contributions.dryruns.promises import register_promises
        from contributions.dryruns.telling import told_of
        from siadmin.agency import batches
        from siadmin.kernel import runs
        from siadmin.policy.protocols import dry_run_of

        runs.register(DryRun())
        batches.register(DryRunBatch())
        register_promises()
        dry_run_of.fill(told_of)
