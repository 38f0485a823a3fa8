"""`ivr staff`: accounts for the people who work here.

A password is asked for and not shown, and never stands on the command line, where others on the machine and the shell's history see it.
"""

from collections.abc import Sequence

import click

from ivr.cli.memory import memory
from ivr.porter import enrol
from ivr.staff import passwords
from ivr.staff.people import Account, Role, written


@click.group()
def staff() -> None:
    """Accounts for the people who work here."""


@staff.command()
@click.argument("name")
@click.option("--may", "may", multiple=True, required=True, type=click.Choice([role.value for role in Role]), help="What they may do.")
def add(name: str, may: Sequence[str]) -> None:
    """Make an account, and ask for its password."""
    with memory() as store:
        store.migrate()  # it may come before the first `ivr serve`
        name = written(name)
        made = enrol.add(store, name, {Role(word) for word in may}, _password(name))
    click.echo(f"{made.name} can sign in at /sign-in. Their staff number is {made.staff_number}.")


@staff.command("list")
def list_() -> None:
    """List the accounts."""
    with memory() as store:
        click.echo("\n".join(_line(account) for account in store.staff.all()) or "No accounts.")


@staff.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take an account away, and sign its owner out."""
    with memory() as store:
        store.staff.remove(enrol.named(store, name).staff.id)
    click.echo("Removed, and signed out.")


@staff.command()
@click.argument("name")
def password(name: str) -> None:
    """Ask for a new password, and sign the account's owner out."""
    with memory() as store:
        account = enrol.named(store, name)
        enrol.change_password(store, account, _password(account.staff.name))
    click.echo("Changed, and signed out wherever they were signed in.")


@staff.command()
@click.argument("name")
def pin(name: str) -> None:
    """Make a new PIN for the telephone, and show it once."""
    with memory() as store:
        account = enrol.named(store, name)
        made = enrol.new_pin(store, account)
    click.echo(f"Staff number {account.staff.staff_number}, PIN {made}. It is not shown again.")


def _password(name: str) -> str:
    click.echo(f"A password: at least {passwords.SHORTEST} characters, or three random words.")
    while True:
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
        problem = passwords.problem(typed, name)
        if problem is None:
            return typed
        click.echo(problem)


def _line(account: Account) -> str:
    one = account.staff
    roles = ", ".join(sorted(role.value for role in one.roles)) or "nothing"
    return f"{one.staff_number}  {one.name}  may {roles}{'' if account.pin else '  (no PIN)'}"
