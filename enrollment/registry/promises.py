"""What must always be true here; `manage.py verify` names what breaks it."""

from collections.abc import Iterator
from pathlib import Path

from enrollment.registry.models import BankCard, Card, Employer, Identifier, Person
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"
_SEALED = (
    (Identifier, "value", "value_hash"),
    (Person, "phone", "phone_hash"),
    (Employer, "bank_account", "bank_account_hash"),
    (Card, "number", "number_hash"),
    (BankCard, "account", "account_hash"),
)


def register_promises() -> None:
    register(
        Invariant(
            "found_by_hash",
            Words("证件号码、电话、账号与其检索值一致", "Identifiers, phones and accounts are what their hashes find"),
            _unlike_their_hash,
            frozenset(model._meta.db_table for model, _, _ in _SEALED),
        )
    )
    register_sql(
        "people_are_identified",
        Words("每人都有证件号码，个人账号只看本人", "Everybody has an identifier, and sees their own record only"),
        SQL / "verify_identified.sql",
    )
    register_sql(
        "numbers_of_one_person",
        Words("一人先后的身份号码属于同一自然人", "A person's numbers, over time, are of one natural person"),
        SQL / "verify_one_person.sql",
    )
    register_sql(
        "phones_open_accounts_by_two",
        Words("手机号码凭办件变更，一人不能既改号码又开账号", "No one hand changes a phone and opens an account by it"),
        SQL / "verify_phones.sql",
    )
    register_sql(
        "merges_decided_by_two",
        Words("合并只有一步，由两人决定，号码属同一人", "Merges are one step, decided by two, of one natural person"),
        SQL / "verify_merges.sql",
    )
    register_sql(
        "deaths_known_of_every_record",
        Words("死亡登记及于本人的每条记录", "A death told of one record is known of every record of the person"),
        SQL / "verify_deaths.sql",
    )
    register_sql(
        "records_told_apart",
        Words(
            "合并的记录未被认定为两人；个人账户同日只有一个", "Merged records are not told apart; one bank card a day"
        ),
        SQL / "verify_likenesses.sql",
    )
    register_sql(
        "registered_once_at_a_time",
        Words("经办授权与工伤费率同日不重复", "Delegates and injury classes do not overlap"),
        SQL / "verify_periods.sql",
    )
    register_sql(
        "closed_by_a_case",
        Words("注销的单位都有办件和清缴证明", "Employers are cancelled by a case, with a certificate that holds"),
        SQL / "verify_closings.sql",
    )


def _unlike_their_hash() -> Iterator[str]:
    for model, value, hashed in _SEALED:
        yield from unlike_their_hash(model, value, hashed)
