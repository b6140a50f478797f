"""The kinds of the runs of assessment, as runs are stored and asked for."""

ASSESSMENT = "assessment"
RESETTLEMENT = "resettlement"
