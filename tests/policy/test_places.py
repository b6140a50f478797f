import pytest

from siadmin.kernel.refusal import Refusal
from siadmin.policy.places import place_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("北京", "110000"), ("上海市", "310000"), ("广东", "440000"), ("广东-广州", "440100"), ("深圳", "440300"),
        ("吉林", "220000"), ("吉林市", "220200"), ("全国", "000000"), ("", "000000"), (" 440300 ", "440300"),
    ],
)  # fmt: skip
def test_a_place_is_known_by_name_or_code(name: str, code: str) -> None:
    assert place_code(name) == code


@pytest.mark.parametrize("name", ["无此地", "999999", "广", "Beijing", "１１００００"])
def test_an_unknown_place_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        place_code(name)
    assert refused.value.code == "unknown_place"
