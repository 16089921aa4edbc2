"""Certificate codes: made at random, read back forgivingly."""

import re
import secrets

import pytest

from learning.certificates import codes

pytestmark = pytest.mark.without_database

CODE = "7K4M-QX92-AB0D-1FGH"


def test_a_code_is_four_groups_of_four_from_crockfords_alphabet():
    for _ in range(200):
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", codes.new_code())


def test_a_code_carries_eighty_bits_from_the_random_source(monkeypatch):
    drawn = []

    def choice(options):
        drawn.append(len(options))
        return options[-1]

    monkeypatch.setattr(secrets, "choice", choice)
    assert codes.new_code() == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert drawn == [32] * 16


def test_codes_do_not_repeat():
    assert len({codes.new_code() for _ in range(5000)}) == 5000


def test_every_new_code_reads_back_as_itself():
    for _ in range(200):
        code = codes.new_code()
        assert codes.normalize(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        "7K4MQX92AB0D1FGH",
        "  7k4m qx92 ab0d 1fgh \n",
        "7-K4MQ-X92A-B0D1-FGH-",
        "7K4M\u2013QX92\u2011AB0D\u22121FGH",
        "7K4M-QX92-ABOD-1FGH",
        "7k4m-qx92-abod-ifgh",
        "7K4M-QX92-AB0D-LFGH",
        "7K4M-QX92-AB0D-lFGH",
        "\uff17K4M QX92 AB0D 1FGH",
    ],
)
def test_what_people_type_is_understood(typed):
    assert codes.normalize(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "7K4M-QX92-AB0D-1FG",
        "7K4M-QX92-AB0D-1FGHJ",
        "7K4M-QX92-AB0D-1FGU",
        "7K4M_QX92_AB0D_1FGH",
        "7K4M-QX92-AB0D-1FG\u0131",
        "7K4M-QX92-AB0D-1F\u00df",
        "7K4M-QX92-AB0D-1FG\x00",
        "../../../../etc/passwd",
        "-" * 50 + CODE + "-" * 50,
        "7" * 100_000,
    ],
)
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.normalize(typed) is None
