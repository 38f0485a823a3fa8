"""Telephone numbers as people write them: what they mean to a network, and back again.

Knows the numbering plan through the phonenumbers library; whether a number may be texted is judged in `ivr.texts.numbers`.
"""

from typing import Final

from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult, format_number, is_possible_number_with_reason, parse

WITHHELD: Final = "withheld"
ANONYMOUS: Final = "anonymous"  # how a network says that a number is withheld (contract 1.4)
_HERE: Final = "GB"
_UK: Final = 44


def caller_id(written: str) -> str | None:
    """What a network tells of who rings from this number: E.164, `anonymous` for `withheld`, None for what is no number.

    Numbers are read as in the UK: 07700 900123, 01632 960123; those of other countries begin with +.
    """
    if written.strip().lower() == WITHHELD:
        return ANONYMOUS
    try:
        number = parse(written, _HERE)
    except NumberParseException:
        return None
    whole = is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE  # and not one that only neighbours can dial
    return format_number(number, PhoneNumberFormat.E164) if whole and not number.extension else None


def written(caller_id: str) -> str:
    """How people write what a network tells: 07700 900123, +33 ... for other countries, `withheld` for what is not given."""
    try:
        number = parse(caller_id, None)
    except NumberParseException:
        return WITHHELD
    return format_number(number, PhoneNumberFormat.NATIONAL if number.country_code == _UK else PhoneNumberFormat.INTERNATIONAL)
