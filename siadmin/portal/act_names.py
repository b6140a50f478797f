"""What the codes of the trail mean to its readers. A test holds this list against every code the actions record."""

from siadmin.kernel.language import Words

ACT_NAMES: dict[str, Words] = {
    "account_opened": Words("开通账号", "Account opened"),
    "api_token_issued": Words("签发接口密钥", "API token issued"),
    "api_token_revoked": Words("吊销接口密钥", "API token revoked"),
    "bank_account_named": Words("登记银行账户", "Bank account named"),
    "citizen_tied": Words("关联个人账号", "Account tied to the person"),
    "closing_prepared": Words("准备结账", "Closing prepared"),
    "declaration_discarded": Words("放弃申报草稿", "Draft discarded"),
    "declaration_drafted": Words("起草申报", "Declaration drafted"),
    "declaration_filed": Words("缴费申报", "Declaration filed"),
    "declaration_row_corrected": Words("更正申报行", "Row corrected"),
    "declaration_row_put_aside": Words("搁置申报行", "Row put aside"),
    "declaration_suggestions_taken": Words("采纳建议值", "Offered values taken"),
    "delegate_appointed": Words("指定单位经办人", "Delegate appointed"),
    "delegate_ended": Words("终止单位经办人", "Delegate's right ended"),
    "difference_explained": Words("说明差异", "Difference explained"),
    "difference_owned": Words("认领差异", "Difference taken on"),
    "employer_registered": Words("单位登记", "Employer registered"),
    "identifier_replaced": Words("更换身份号码", "Identity number replaced"),
    "injury_rate_set": Words("核定工伤费率", "Work injury rate set"),
    "insurance_resumed": Words("恢复参保", "Insurance resumed"),
    "insurance_suspended": Words("停保", "Insurance suspended"),
    "letter_issued": Words("签发文书", "Letter issued"),
    "letter_revoked": Words("撤销文书", "Letter revoked"),
    "month_assessed_by_hand": Words("人工核定", "Month assessed by hand"),
    "month_closed": Words("结账", "Month closed"),
    "month_opened": Words("启动月度核定", "Monthly assessment started"),
    "month_reassessed": Words("重新核定", "Month assessed again"),
    "number_shown": Words("查看完整号码", "Full number shown"),
    "office_opened": Words("设立经办机构", "Office opened"),
    "people_joined": Words("增员", "People joined"),
    "people_left": Words("减员", "People left"),
    "people_registered": Words("批量登记人员", "People registered"),
    "person_registered": Words("个人登记", "Person registered"),
    "person_renamed": Words("更正姓名", "Name corrected"),
    "post_ended": Words("结束岗位", "Post ended"),
    "post_granted": Words("授予岗位", "Post granted"),
    "promises_verified": Words("检查数据约束", "Promises verified"),
    "receipt_allocated": Words("分配到账", "Receipt allocated"),
    "receipts_received": Words("接收到账文件", "Receipts received"),
    "run_continued": Words("继续批次", "Run continued"),
    "run_paused": Words("暂停批次", "Run paused"),
    "statement_imported": Words("导入银行对账单", "Bank statement imported"),
    "tax_declarations_imported": Words("导入税务申报", "The tax authority's declarations imported"),
    "template_given": Words("下载预填模板", "Prefilled template downloaded"),
    "value_approved": Words("批准参数", "Policy value approved"),
    "value_proposed": Words("提出参数", "Policy value proposed"),
    "value_refused": Words("否决参数", "Policy value refused"),
    "value_withdrawn": Words("撤回参数", "Policy value withdrawn"),
}


def act_name(code: str) -> Words:
    """The name of an act; a code nobody named yet stands for itself rather than break the page."""
    return ACT_NAMES.get(code, Words(code, code))


# What acts are about, by the kind the trail keeps.
SUBJECT_NAMES: dict[str, Words] = {
    "person": Words("个人", "Person"),
    "people": Words("多人", "People"),
    "employer": Words("单位", "Employer"),
    "user": Words("账号", "Account"),
    "office": Words("机构", "Office"),
    "proposal": Words("参数提案", "Proposal"),
    "run": Words("批次", "Run"),
    "receipt": Words("到账", "Receipt"),
    "book": Words("账套", "Book"),
    "bank_account": Words("银行账户", "Bank account"),
    "difference": Words("差异", "Difference"),
    "system": Words("系统", "System"),
}
