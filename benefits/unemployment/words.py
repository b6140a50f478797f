"""Words of unemployment insurance, in both languages."""

from siadmin.kernel.language import Words
from siadmin.policy.names import name_category

name_category(
    "unemployment_grant",
    Words("失业保险金以外的失业保险待遇", "benefits of unemployment insurance beside the monthly one"),
)
