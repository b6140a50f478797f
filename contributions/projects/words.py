"""Words of insured projects, in both languages."""

from contributions.projects.models import TermKind
from siadmin.kernel.language import Words
from siadmin.policy.names import name_value

RATE = "injury.project_rate"
TERMS: dict[str, Words] = {
    TermKind.PLANNED: Words("计划工期", "as planned"),
    TermKind.EXTENDED: Words("已延期", "extended"),
    TermKind.ENDED: Words("已终止", "ended"),
}
name_value(RATE, Words("建设项目工伤保险费率（占工程总造价）", "Rate of construction projects, of the total cost"))
