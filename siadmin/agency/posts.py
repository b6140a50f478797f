"""Posts: what a member of staff may do, in four groups no one person may hold two of (REG 37; 64号 art. 6, 11)."""

from django.db import models

from siadmin.kernel.language import Words


class PostGroup(models.TextChoices):
    BUSINESS = "business"
    FINANCE = "finance"
    DATA = "data"
    CONTROL = "control"


class Post(models.TextChoices):
    CLERK = "clerk"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    DIRECTOR = "director"
    ACCOUNTANT = "accountant"
    CASHIER = "cashier"
    POLICY_OFFICER = "policy_officer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


GROUP_OF: dict[str, str] = {
    Post.CLERK: PostGroup.BUSINESS,
    Post.REVIEWER: PostGroup.BUSINESS,
    Post.APPROVER: PostGroup.BUSINESS,
    Post.DIRECTOR: PostGroup.BUSINESS,
    Post.ACCOUNTANT: PostGroup.FINANCE,
    Post.CASHIER: PostGroup.FINANCE,
    Post.POLICY_OFFICER: PostGroup.DATA,
    Post.ADMINISTRATOR: PostGroup.DATA,
    Post.AUDITOR: PostGroup.CONTROL,
}
NAMES: dict[str, Words] = {
    Post.CLERK: Words("经办", "Clerk"),
    Post.REVIEWER: Words("复核", "Reviewer"),
    Post.APPROVER: Words("审批", "Approver"),
    Post.DIRECTOR: Words("负责人", "Director"),
    Post.ACCOUNTANT: Words("基金会计", "Fund accountant"),
    Post.CASHIER: Words("基金出纳", "Cashier"),
    Post.POLICY_OFFICER: Words("参数管理", "Policy officer"),
    Post.ADMINISTRATOR: Words("系统管理", "System administrator"),
    Post.AUDITOR: Words("稽核内控", "Auditor"),
}
# Within a group: the cashier neither books nor audits (Accounting Law 37); the approver does not handle.
FORBIDDEN_WITHIN_A_GROUP: tuple[tuple[str, str], ...] = (
    (Post.ACCOUNTANT, Post.CASHIER),
    (Post.CLERK, Post.APPROVER),
    (Post.CLERK, Post.DIRECTOR),
    (Post.POLICY_OFFICER, Post.ADMINISTRATOR),
)


def forbidden_pairs() -> list[tuple[str, str]]:
    """Every pair of posts one natural person may not hold together, both ways round."""
    pairs = {(a, b) for a in Post.values for b in Post.values if GROUP_OF[a] != GROUP_OF[b]}
    for a, b in FORBIDDEN_WITHIN_A_GROUP:
        pairs |= {(str(a), str(b)), (str(b), str(a))}
    return sorted(pairs)
