"""No telephone number of a stranger stands in the code or the tests: somebody would ring it, or be texted."""

import re
from collections.abc import Iterator

import phonenumbers

from tests.house.source import ROOT

NUMBER = re.compile(r"(?<![\w.+-])(?:\+44|0044|0) ?[1-9](?:[ -]?[0-9]){7,10}(?!\w)")
# What Ofcom keeps for drama: mobiles, no area, the large cities, freephone, premium rate. And 03, which belongs to public bodies alone.
CITIES = r"1(?:1[3-8]|[2-6]1)4960\d{3}|1914980\d{3}|2079460\d{3}|2896496\d{3}|2920180\d{3}"
NOBODYS = re.compile(rf"\+44(7700900\d{{3}}|1632960\d{{3}}|{CITIES}|8081570\d{{3}}|9098790\d{{3}}|3\d{{9}})")
# The first and last of a range, and plain runs: the edges of the numbering plan, for which drama has no number.
EDGES = {
    "+447000000000",
    "+447012345678",
    "+447600000000",
    "+447623456789",
    "+447624000000",
    "+447699999999",
    "+447781000000",
    "+447797700000",
}
KINDS = {".py", ".yaml", ".md", ".txt", ".json"}


def numbers(text: str) -> Iterator[str]:
    """Every number of the text that could be somebody's, in E.164."""
    for found in NUMBER.finditer(text):
        number = phonenumbers.parse(re.sub(r"^0044", "+44", found[0]), "GB")
        if phonenumbers.is_valid_number(number):
            yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def test_every_number_in_the_code_and_the_tests_is_nobodys() -> None:
    paths = [ROOT / "README.md", *(path for folder in ("ivr", "tests") for path in (ROOT / folder).rglob("*") if path.suffix in KINDS)]
    found = [(path, number) for path in paths for number in numbers(path.read_text("utf-8"))]
    assert len(found) > 50, "the numbers of the tests are not seen any more"
    assert not [str(path) for path, number in found if not NOBODYS.fullmatch(number) and number not in EDGES]


def test_a_strangers_number_would_be_seen_however_it_is_written() -> None:
    mobile = "7911" + "123456"  # in two parts, or this file would hold one
    for form in (f"0{mobile}", f"+44{mobile}", f"0044{mobile}", f"0{mobile[:4]} {mobile[4:]}", f"say: 0{mobile[:4]}-{mobile[4:]}."):
        assert list(numbers(form)) == [f"+44{mobile}"]
    assert not NOBODYS.fullmatch(f"+44{mobile}")
