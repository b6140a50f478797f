"""What must always be true here; `manage.py verify` names what breaks it."""

from siadmin.kernel import reference, rights
from siadmin.kernel.invariants import Invariant, register
from siadmin.kernel.language import Words


def register_promises() -> None:
    register(
        Invariant(
            "rights_withheld",
            Words(
                "应用账户无权改动只追加的表和基础表", "The application cannot change what is append-only or only read"
            ),
            rights.offenders,
        )
    )
    register(
        Invariant(
            "reference_is_code",
            Words("基础表与程序一致", "Reference tables hold what the code says"),
            reference.offenders,
        )
    )
