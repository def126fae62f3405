"""Small tags that every template has (builtins): French plurals, and values computed nowhere else."""

from django import template

from pixorga.lib.text import of_fr, plural_fr

register = template.Library()


@register.filter
def plural(count: int, forms: str) -> str:
    """Return the word that goes with ``count``: ``{{ n|plural:"élève,élèves" }}``; 0 and 1 are singular."""
    singular, _, several = forms.partition(",")
    return plural_fr(count, singular, several or None)


@register.filter
def of_name(name: str) -> str:
    """Return « d’Amina » or « de Léa »: ``La fiche {{ learner.full_name|of_name }}``."""
    return of_fr(name)


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: object) -> str:
    """Return the page's query string with ``changes``; an empty value removes its key."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"
