"""``{% url %}`` gives the addresses that Django’s own gives, fixed ones without looking them up again."""

import pytest
from django.template import Context, Engine
from django.urls import NoReverseMatch, reverse

from pixorga.templatetags import addresses


@pytest.fixture(autouse=True)
def nothing_known():
    addresses.forget()
    yield
    addresses.forget()


def write(tag, **context) -> str:
    engine = Engine(builtins=["pixorga.templatetags.addresses"])
    return engine.from_string(tag).render(Context(context))


@pytest.mark.parametrize(
    "tag",
    ["{% url 'missions:list' %}", "{% url 'missions:list' as here %}{{ here }}", "{% url page %}"],
)
def test_an_address_is_the_same_the_first_time_and_later(tag):
    assert [write(tag, page="missions:list") for _ in range(3)] == ["/missions/"] * 3


def test_a_fixed_address_is_looked_up_once(monkeypatch):
    asked = []
    monkeypatch.setattr("django.urls.reverse", lambda *args, **kwargs: asked.append(args) or reverse(*args))
    assert {write("{% url 'missions:list' %}") for _ in range(3)} == {"/missions/"}
    assert len(asked) == 1


def test_an_address_with_arguments_depends_on_them():
    tag = "{% url 'organizations:choose_school' pk=pk %}"
    assert write(tag, pk=1) != write(tag, pk=2)
    assert write(tag, pk=2) == reverse("organizations:choose_school", kwargs={"pk": 2})


def test_an_address_that_is_not_there_is_told_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            write("{% url 'missions:nowhere' %}")
        assert write("{% url 'missions:nowhere' as here %}<{{ here }}>") == "<>"
