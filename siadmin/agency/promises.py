"""What must always be true here; `manage.py verify` names what breaks it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from siadmin.agency.documents import content_of
from siadmin.agency.models import Document
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.protection import UNREADABLE

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "posts_not_combined",
        Words("不相容岗位不由同一人担任", "No person holds posts that may not be combined"),
        SQL / "verify_posts.sql",
    )
    register_sql(
        "posts_are_their_persons",
        Words("岗位记在账号本人名下", "Posts are held in the name of the account's person"),
        SQL / "verify_people.sql",
    )
    register_sql(
        "posts_granted_from_above",
        Words("岗位由上级系统管理员授予，市级以下不设系统管理", "Posts are granted from above, none by a county"),
        SQL / "verify_granted.sql",
    )
    register_sql(
        "accounts_are_of_one_person",
        Words("身份号码更换后仍是同一人", "Accounts are of the person their number leads to"),
        SQL / "verify_one_person.sql",
    )
    register_sql(
        "regions_in_their_place",
        Words("地区路径与上级一致", "A region's path leads through its parent"),
        SQL / "verify_regions.sql",
    )
    register(
        Invariant(
            "documents_as_they_came",
            Words("原始文件未被改动", "Documents are as they came"),
            _documents_altered,
            frozenset({"agency_document"}),
        )
    )


def _documents_altered() -> Iterator[str]:
    """One file in memory at a time."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=1):
        try:
            content = content_of(document)
        except UNREADABLE:
            yield f"document {document.pk} cannot be read"
            continue
        if (hashlib.sha256(content).hexdigest(), len(content)) != (document.digest, document.size):
            yield f"document {document.pk} is not what its digest and size say"
