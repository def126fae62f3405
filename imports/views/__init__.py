"""The pages of imports, for administrators; nobody else sees them (spec/imports.md 0.2)."""

from imports.views.deciding import abandon, confirm
from imports.views.following import page, retry, status, upload
from imports.views.history import errors, history
from imports.views.undoing import undo

__all__ = ["abandon", "confirm", "errors", "history", "page", "retry", "status", "undo", "upload"]
