"""THE DESK: the pages of the people who work here, behind one guard.

Another room's page is put up with `Desk.page`: it is then guarded, its forms are held to be our own, and whoever may see it finds a link
to it on `/desk`.
"""

from ivr.web.desk.desk import Desk

__all__ = ["Desk"]
