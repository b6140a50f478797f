"""A refusal is told in both languages, values that have two among them."""

from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason

NOT_HERE = Reason("test_not_here", "{region}没有{what}。", "{region} has no {what}.", "换{region}。", "Not {region}.")


def test_a_value_in_two_languages_is_told_in_each_ones() -> None:
    refused = NOT_HERE(region=Words("北京市", "Beijing"), what="x")
    assert (refused.zh, refused.en) == ("北京市没有x。", "Beijing has no x.")
    assert (refused.remedy_zh, refused.remedy_en) == ("换北京市。", "Not Beijing.")
    assert str(refused) == "test_not_here: Beijing has no x."
