"""Databases for tests, each new and empty."""

import psycopg


def another(postgres: str, name: str) -> str:
    """The URI of a new database on this server."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgres.replace("/postgres?", f"/{name}?")
