"""asked: a page that a text leads to is still where we say it is.

`ivr check --links` asks every link of links.yaml once: HEAD, and GET where HEAD is not answered well, since many servers answer it
wrongly. One after another, with a pause before the same site is asked again. At most five redirects are followed. No cookie is kept, no
page is read.

Dead, an error: the page is not there (404, 410), its site has no such name, or its certificate is not right. Moved, a warning where it
is for good, and an error where it leads to a site not listed under `text_hosts` or to plain http. A page that is now the front page of
its site is probably gone. Unsure, a warning: a site that is slow, in trouble, or wants no robots. Open such a page by hand.

Why: a caller who is sent to a page that is not there has been told something untrue, and nobody rings to complain of it.
"""
