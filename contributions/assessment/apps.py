from django.apps import AppConfig

from siadmin.kernel import partitions


class AssessmentConfig(AppConfig):
    name = "contributions.assessment"
    label = "assessment"

    def ready(self) -> None:
        import contributions.assessment.calculations  # noqa: F401
        from contributions.assessment.actions import AssessmentRun, ResettlementRun
        from contributions.assessment.actions.own import first_unpaid, follow_own_change
        from contributions.assessment.actions.reassess import reassess_if_billed
        from contributions.assessment.doubled import both_have as both_have_months
        from contributions.assessment.doubled import charged_under
        from contributions.assessment.outcome import outcome
        from contributions.assessment.preview import preview
        from contributions.declarations.protocols import bill_preview, outcome_of
        from enrollment.participation.protocols import after_own_change, first_unpaid_month
        from enrollment.registry.protocols import after_change, both_have, record_says
        from siadmin.kernel import runs

        partitions.register("assessment_line")
        runs.register(AssessmentRun())
        runs.register(ResettlementRun())
        after_change.register(reassess_if_billed)
        after_own_change.register(follow_own_change)
        first_unpaid_month.fill(first_unpaid)
        both_have.fill(both_have_months)
        record_says.register(charged_under)
        bill_preview.fill(preview)
        outcome_of.fill(outcome)

        from contributions.assessment.promises import register_promises

        register_promises()

        from contributions.assessment.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)

        from contributions.assessment.charged import months_charged_with
        from siadmin.policy import protocols

        protocols.register(months_charged_with)

        from contributions.assessment.batch import AssessmentBatch
        from siadmin.agency import batches

        batches.register(AssessmentBatch())

        from contributions.assessment.unsettled import months_uncharged
        from enrollment.registry.protocols import against_closing

        against_closing.register(months_uncharged)
