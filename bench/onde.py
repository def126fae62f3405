"""How long reading an Onde file takes, as a ratio to a bare `csv.reader` pass over the same text.

Usage: python -m bench.onde [ROWS]
"""

import csv
import io
import sys
import time
from collections.abc import Callable
from datetime import date

from imports.domain.csv_text import inspect_upload
from imports.domain.onde import read_onde
from imports.domain.plan import StoredPupil, build_plan

HEADER = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;"
    "Adresse1;Cp1;Commune1;Pays1;Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Libellé classe;"
    "Identifiant classe;Attestation fournie;Autorisation associations;Autorisation photo;Décision de passage"
)
FIRST_NAMES = ("Inès", "Raphaël", "Tiago", "Kenza", "Éléonore", "Paul")
CHUNK = 64 * 1024
ROUNDS = 15
TODAY = date(2026, 9, 1)


def onde_file(rows: int) -> bytes:
    lines = [HEADER]
    for number in range(rows):
        born = f"{2013 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
        lines.append(
            f"NOM{number:05};;{FIRST_NAMES[number % 6]};{born};M;99{number:07}ZA;{number} chemin des Essais;"
            f"38000;GRENOBLE;FRANCE;;;;;CYCLE III;CM{1 + number % 2};CLASSE {number // 25};44100;Non;Non;Non;"
        )
    return "\r\n".join(lines).encode("cp1252")


def best_of(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest round: the others shared the machine."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main(rows: int) -> None:
    data = onde_file(rows)
    chunks = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]

    def bare_pass() -> int:
        return sum(1 for _ in csv.reader(io.StringIO(data.decode("cp1252"), newline=""), delimiter=";"))

    pupils = read_onde(chunks, encoding="cp1252", today=TODAY).pupils
    stored = [StoredPupil(pupil.line, pupil) for pupil in pupils]
    floor = best_of(bare_pass)
    print(f"{rows} rows; csv.reader alone {floor * 1000:.1f} ms of CPU")
    for name, work in (
        ("inspect_upload", lambda: inspect_upload(chunks)),
        ("read_onde", lambda: read_onde(chunks, encoding="cp1252", today=TODAY)),
        ("build_plan, nothing changed", lambda: build_plan(stored, pupils)),
    ):
        took = best_of(work)
        print(f"{name}: {took * 1000:.1f} ms, ratio {took / floor:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
