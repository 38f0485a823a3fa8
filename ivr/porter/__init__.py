"""THE PORTER: lets staff in. The only room that knows argon2 and makes secrets.

It stands beside nobody: it needs the register (`ivr.store`) and the rules (`ivr.staff`), and both the page and the studio line need it.
"""

from ivr.porter.porter import Porter, Refused, SignedIn

__all__ = ["Porter", "Refused", "SignedIn"]
