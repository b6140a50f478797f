"""What the accounts are called, and how their rates are written."""

from contributions.accounts.models import AccountKind
from siadmin.kernel.language import Words

ACCOUNT_NAMES: dict[str, Words] = {
    AccountKind.PENSION: Words("养老个人账户", "Pension account"),
    AccountKind.MEDICAL: Words("医疗个人账户", "Medical account"),
    AccountKind.PENSION_RESIDENT: Words("居民养老个人账户", "Residents' pension account"),
}
ACCOUNTS_NAMES: dict[str, Words] = {
    AccountKind.PENSION: Words("养老个人账户", "Pension accounts"),
    AccountKind.MEDICAL: Words("医疗个人账户", "Medical accounts"),
    AccountKind.PENSION_RESIDENT: Words("居民养老个人账户", "Residents' pension accounts"),
}


def rate_words(ppm: int) -> str:
    """Parts per million as `1.50%`: at least two decimals, as rates are published."""
    whole, rest = divmod(ppm, 10_000)
    decimals = f"{rest:04d}".rstrip("0").ljust(2, "0")
    return f"{whole}.{decimals}%"
