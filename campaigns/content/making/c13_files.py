"""Files of competence 1.3: spreadsheets in two formats and CSV files, made of the rows of `c13_data`."""

from collections.abc import Sequence

from campaigns.content.making import c13_data as data
from campaigns.content.making import documents as d


def book(
    stem: str, sheet: str, head: Sequence[str], rows: Sequence[data.Row], widths: Sequence[float]
) -> dict[str, bytes]:
    """Return a spreadsheet of one sheet in its two formats."""
    return d.spreadsheet(
        stem, d.Sheet(sheet, [[*head], *(list(row) for row in rows)], widths=widths), title=sheet
    )


def made() -> dict[str, bytes]:
    """Return every file, by name."""
    return {
        **book("emprunts", "Emprunts", data.LOAN_HEAD, data.loans(), [8, 12, 9, 18, 34, 8]),
        **book("circuits", "Circuits", data.TRAIL_HEAD, data.trails(), [9, 20, 12, 16, 16]),
        **book("inscriptions", "Inscriptions", data.SIGNING_HEAD, data.signings(), [12, 34, 14]),
        **book("inventaire", "Inventaire", data.SCAN_HEAD, data.scans(), [10, 18, 12]),
        **book("fete", "Recettes", data.SALE_HEAD, data.sales(), [12, 12, 20, 14]),
        **book("pas", "Pas", data.STEP_HEAD, data.steps(), [12, 10, 20]),
        **book("trajets", "Trajets", data.JOURNEY_HEAD, data.journeys(), [9, 9, 12, 16, 14]),
        **book("eau", "Relevés", data.WATER_HEAD, data.water(), [10, 12, 18, 18]),
        **book("cantine", "Déchets", data.WASTE_HEAD, data.waste(), [12, 18, 14, 14]),
        **book("musee", "Visites", data.VISIT_HEAD, data.visits(), [10, 22, 14, 10]),
        "meteo.csv": d.csv_file([[*data.WEATHER_HEAD], *data.weather()], separator="\t"),
        "velos.csv": d.csv_file([[*data.BIKE_HEAD], *data.bikes()], separator=","),
    }
