"""PINs for the telephone: six digits, made by us and never chosen, so that none is anybody's birthday.

A PIN alone would be guessed against everybody at once; so the telephone asks for a staff number first, and the PIN only proves it.
"""

import itertools

LENGTH = 6
_DIFFERENT = 3
_STEPS = 10


def trivial(pin: str) -> bool:
    """Whether it is one of those that are tried first: 000000, 123456, 135791, 123123, 121212, 123321, 112211."""
    steps = {(int(after) - int(before)) % _STEPS for before, after in itertools.pairwise(pin)}
    halves, back = pin[: LENGTH // 2] == pin[LENGTH // 2 :], pin == pin[::-1]
    return len(steps) == 1 or halves or back or len(set(pin)) < _DIFFERENT
