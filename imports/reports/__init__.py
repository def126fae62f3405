"""What the pages of imports and the pupils' list show: dataclasses, each for a fixed number of queries."""

from imports.reports.history import HistoryRow, history_rows, runs_of
from imports.reports.last import ImportBanner, LastImport, import_banner, last_import
from imports.reports.undoing import Undoing, undoing_of

__all__ = [
    "HistoryRow",
    "ImportBanner",
    "LastImport",
    "Undoing",
    "history_rows",
    "import_banner",
    "last_import",
    "runs_of",
    "undoing_of",
]
