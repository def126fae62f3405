"""What several tests of this app do on its pages."""

import re

from django.test import Client

from tests.accounts.factories import PASSWORD


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str):
    return client.post("/connexion/", {"login": login, "password": password, **more})


def link_in(mail) -> str:
    """Return the path of the link in a mail’s text, which its other part must hold too."""
    link = re.search(r"http://localhost:8000(/\S+/)", mail.body)[1]
    assert link in mail.alternatives[0].content
    return link
