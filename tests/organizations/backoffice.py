"""What the tests of Django admin of schools share."""

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import UserFactory


def platform_client() -> Client:
    """Return the browser of somebody of the platform’s staff who has every right."""
    client = Client()
    client.force_login(UserFactory(platform_staff=True))
    return client


def notices(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def address(model, page="changelist", *args) -> str:
    app = "accounts" if model == "user" else "organizations"
    return reverse(f"admin:{app}_{model}_{page}", args=args)


def act(client, model, action, *rows, **more):
    """Choose an action for some rows of a list."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], "index": 0, **more}
    return client.post(address(model), data)


def confirm(client, model, action, *rows, **more):
    """Say yes on the page that an action asks with."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], "confirmed": "oui", **more}
    return client.post(address(model), data)
