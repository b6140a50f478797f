"""What is done about institutions: registered, agreed with, given credentials; catalogues read and put in force."""

from benefits.providers.actions.accounts import decide_account, propose_account
from benefits.providers.actions.agreeing import prepare_agreement, sign_agreement
from benefits.providers.actions.cataloguing import put_in_force, read_catalogue
from benefits.providers.actions.measuring import decide_measure, propose_measure, record_silence, state_case
from benefits.providers.actions.registering import issue_client, open_department, register_institution, revoke_client

__all__ = [
    "decide_account", "decide_measure", "issue_client", "open_department", "prepare_agreement", "propose_account",
    "propose_measure", "put_in_force", "read_catalogue", "record_silence", "register_institution", "revoke_client",
    "sign_agreement", "state_case",
]  # fmt: skip
