"""The papers by which costs are claimed back, and no others (REG 20, 22, 31)."""

from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Paper


def four_papers(basis: Words) -> tuple[Paper, ...]:
    """Receipts, the itemised list, the diagnosis and the medical record, each with the article that asks for them."""
    return (
        Paper("receipts", Words("收费票据", "Receipts"), basis),
        Paper("itemised_list", Words("费用清单", "The itemised list"), basis),
        Paper("diagnosis", Words("诊断证明", "The diagnosis"), basis),
        Paper("medical_record", Words("病历资料", "The medical record"), basis),
    )
