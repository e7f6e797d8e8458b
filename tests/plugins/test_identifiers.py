import pytest

from plugins.identifiers import efn_error, is_luhn, luhn_digit, vnr_error, vnr_warning

VNR = "2760012024200354002"


def test_the_check_digit_is_luhns():
    assert luhn_digit("80276090123456") == "6"
    assert is_luhn("802760901234566")
    assert not is_luhn("802760901234565")
    assert not is_luhn("0")


@pytest.mark.parametrize("number", ["802760020090329", " 80276 0020 090329 ", "80276-0020-090329", "812760000000007"])
def test_an_efn_is_recognised_whatever_the_profession_and_the_blanks(number):
    assert efn_error(number) == ""


@pytest.mark.parametrize("number", ["802760020090328", "123456789012345"])
def test_a_mistyped_efn_is_told_by_its_last_digit(number):
    assert "last digit does not fit" in efn_error(number)


@pytest.mark.parametrize("number", ["", "80276002009032", "8027600200903290", "80276002009032X", "٨٠٢٧٦٠٠٢٠٠٩٠٣٢٩"])
def test_an_efn_has_fifteen_digits(number):
    assert "15 digits" in efn_error(number)


def test_every_wrong_digit_of_an_efn_is_noticed():
    efn = "802760020090329"
    wrong = [f"{efn[:at]}{digit}{efn[at + 1 :]}" for at in range(15) for digit in "0123456789" if digit != efn[at]]
    assert [number for number in wrong if not efn_error(number)] == []


def test_a_vnr_has_19_digits_and_is_only_warned_of_otherwise():
    assert (vnr_error(VNR), vnr_warning(VNR)) == ("", "")
    assert (vnr_error("276 001 2024 200354 00 2"), vnr_warning("276 001 2024 200354 00 2")) == ("", "")
    for strange in ("2760012024200354003", "1" + VNR[1:]):
        assert vnr_error(strange) == ""
        assert "does not look like a VNR" in vnr_warning(strange)
    assert "19 digits" in vnr_error(VNR[:-1])
    assert vnr_warning(VNR[:-1]) == ""
