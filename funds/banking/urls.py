"""The funds' home, the proof, bank statements."""

from django.urls import path

from funds.banking.views import draws, export, funds, lines, proof, statements

urlpatterns = [
    path("funds/", funds.funds, name="funds"),
    path("funds/proof/", proof.proof, name="proof"),
    path("funds/proof/check/", proof.proof_check, name="proof_check"),
    path("funds/proof/export.<str:kind>", export.proof_export, name="proof_export"),
    path("funds/proof/differences/<int:pk>/take/", proof.difference_take, name="difference_take"),
    path("funds/proof/differences/<int:pk>/explain/", proof.difference_explain, name="difference_explain"),
    path("funds/proof/<str:code>/<str:fund>/", proof.proof_rows, name="proof_rows"),
    path("funds/draws/<int:pk>/", draws.draw, name="draw"),
    path("funds/draws/<int:pk>/confirm/", draws.draw_confirm, name="draw_confirm"),
    path("funds/statements/", statements.statements, name="statements"),
    path("funds/statements/import/", statements.statement_import, name="statement_import"),
    path("funds/statements/accounts/", statements.bank_account_open, name="bank_account_open"),
    path("funds/statements/sample.csv", statements.statement_sample, name="statement_sample"),
    path("funds/statements/lines/", lines.statement_lines, name="statement_lines"),
    path("funds/statements/lines/<int:pk>/", lines.statement_line, name="statement_line"),
    path("funds/statements/lines/<int:pk>/take/", lines.statement_line_take, name="statement_line_take"),
    path("funds/statements/lines/<int:pk>/explain/", lines.statement_line_explain, name="statement_line_explain"),
    path("funds/statements/lines/<int:pk>/match/", lines.statement_line_match, name="statement_line_match"),
    path("funds/statements/<int:pk>/", statements.statement, name="statement"),
]
