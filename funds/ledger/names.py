"""What accounts and flows are called (社会保险基金会计制度, 财会〔2017〕28号; 财社〔2017〕144号)."""

from siadmin.kernel.language import Words

ACCOUNT_NAMES: dict[str, Words] = {
    "fiscal_account": Words("财政专户", "Fiscal special account"),
    "income_account": Words("收入户", "Income account"),
    "expenditure_account": Words("支出户", "Expenditure account"),
    "unallocated_receipt": Words("暂收款（待分配）", "Unallocated receipts"),
    "contributions_pooled": Words("保险费收入（统筹）", "Contributions, pooled part"),
    "contributions_personal": Words("保险费收入（个人账户）", "Contributions, personal accounts"),
    "interest": Words("利息收入", "Interest"),
    "fiscal_subsidy": Words("财政补贴收入", "Fiscal subsidy"),
    "transfer_income": Words("转移收入", "Transfer income"),
    "late_fees": Words("其他收入（滞纳金）", "Other income, late fees"),
    "other_income": Words("其他收入", "Other income"),
    "benefits": Words("社会保险待遇支出", "Benefits"),
    "transfer_expenditure": Words("转移支出", "Transfer expenditure"),
    "transfer_in_transit": Words("在途转移资金", "Transfers in transit"),
    "remit_up": Words("上解上级支出", "Remittance to upper level"),
    "subsidy_down": Words("补助下级支出", "Subsidy to lower level"),
    "fund_balance": Words("基金结余", "Fund balance"),
}
FLOW_NAMES: dict[str, Words] = {
    "opening_balance": Words("期初结余", "Opening balance"),
    "receipt_from_tax": Words("税务征收的保险费到账", "Contributions from the tax authority"),
    "receipt_by_agency": Words("经办机构征收的保险费到账", "Contributions collected by the agency"),
    "income_to_fiscal": Words("收入户划入财政专户", "Income account to fiscal special account"),
    "settlement": Words("保险费结清入账", "Contributions settled"),
    "late_fee": Words("滞纳金入账", "Late fees paid"),
    "refund_from_fiscal": Words("财政专户退费", "Refund from the fiscal special account"),
    "refund_by_agency": Words("收入户退费", "Refund from the income account"),
    "interest_fiscal": Words("财政专户利息", "Interest of the fiscal special account"),
    "interest_income": Words("收入户利息", "Interest of the income account"),
    "interest_expenditure": Words("支出户利息", "Interest of the expenditure account"),
    "interest_to_fiscal": Words("支出户利息缴入财政专户", "Interest to the fiscal special account"),
    "fiscal_subsidy": Words("财政补贴", "Fiscal subsidy"),
    "transfer_in": Words("关系转入", "Transfer in"),
    "funding": Words("按用款计划拨入支出户", "Funding of the expenditure account"),
    "benefit_payment": Words("待遇支付", "Benefits paid"),
    "payment_returned": Words("支付退回", "Payment returned"),
    "payment_arrived": Words("原报退回、实际到账", "Told as returned, and arrived"),
    "benefit_recovered": Words("多享受待遇退还", "Overpaid benefits repaid"),
    "provider_clearing": Words("拨付定点机构费用", "Institutions paid for what they settled"),
    "clearing_returned": Words("银行退回定点机构费用", "Payments to institutions returned"),
    "advance_recovered": Words("第三人先行支付追偿", "Advances repaid by third parties"),
    "injury_advance_repaid": Words("用人单位偿还先行支付的待遇", "Advanced benefits paid back by employers"),
    "benefit_owed": Words("多退还的待遇退回本人", "Benefits repaid twice, paid back"),
    "medical_for_unemployed": Words("为失业人员缴纳医疗保险费", "Medical contributions paid for the unemployed"),
    "medical_by_unemployment_fund": Words("失业保险基金缴纳的医疗保险费到账", "Contributions by the unemployment fund"),
    "medical_returned": Words("退回失业保险基金缴纳的医疗保险费", "Contributions returned to the unemployment fund"),
    "medical_came_back": Words("医疗保险费退回", "Medical contributions came back"),
    "benefit_offset": Words("多享受待遇抵扣", "Overpaid benefits set off"),
    "transfer_sent": Words("转移资金划出（在途）", "Transfer paid, in transit"),
    "transfer_out": Words("关系转出", "Transfer out"),
    "overlap_returned": Words("重复缴费清退", "Paid in both schemes, returned"),
    "remit_up": Words("上解上级", "Remittance to upper level"),
    "subsidy_down": Words("补助下级", "Subsidy to lower level"),
    "other_income": Words("其他收入", "Other income"),
}
_REVERSED = ".reversed"


def account_name(kind: str) -> Words:
    return ACCOUNT_NAMES[kind]


def flow_name(flow: str) -> Words:
    """A flow by name; a reversal says so."""
    name = FLOW_NAMES[flow.removesuffix(_REVERSED)]
    return Words(f"冲销：{name.zh}", f"Reversal: {name.en}") if flow.endswith(_REVERSED) else name
