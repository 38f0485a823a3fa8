"""What the tests of links share."""

from collections.abc import Iterator

import pytest

from tests.linesman.site import Site, opened


@pytest.fixture
def site() -> Iterator[Site]:
    with opened() as made:
        yield made


@pytest.fixture
def secure() -> Iterator[Site]:
    with opened("localhost.pem") as made:
        yield made
