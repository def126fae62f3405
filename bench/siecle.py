"""How long reading a Siècle file takes, as a ratio to a bare pass of expat over the same bytes.

Usage: python -m bench.siecle [PUPILS]
"""

import io
import sys
from datetime import date
from xml.parsers import expat

from bench.onde import best_of
from imports.domain.siecle import inspect_siecle, read_siecle

UAI = "0380002A"
FIRST_NAMES = ("Inès", "Raphaël", "Tiago", "Kenza", "Éléonore", "Paul")

_HEAD = f"""<?xml version="1.0" encoding="ISO-8859-15"?>
<BEE_ELEVES VERSION="3.0">
  <PARAMETRES>
    <UAJ>{UAI}</UAJ>
    <ANNEE_SCOLAIRE>2025</ANNEE_SCOLAIRE>
    <DATE_EXPORT>15/09/2025</DATE_EXPORT>
    <HORODATAGE>15/09/2025 18:12:07</HORODATAGE>
  </PARAMETRES>
  <DONNEES>
    <ELEVES>
"""
_PUPIL = """\
      <ELEVE ELEVE_ID="{id}" ELENOET="{number:05}">
        <ID_NATIONAL>{ine}</ID_NATIONAL>
        <INE_BEA>{ine}</INE_BEA>
        <INE_RNIE>{ine}</INE_RNIE>
        <ELENOET>{number:05}</ELENOET>
        <ID_ELEVE_ETAB>02{number:05}38</ID_ELEVE_ETAB>
        <NOM_DE_FAMILLE>NOM{number:05}</NOM_DE_FAMILLE>
        <PRENOM>{first}</PRENOM>
        <PRENOM2>{second}</PRENOM2>
        <DATE_NAISS>{born}</DATE_NAISS>
        <DOUBLEMENT>0</DOUBLEMENT>
        <CODE_PAYS>100</CODE_PAYS>
        <ACCEPTE_SMS>0</ACCEPTE_SMS>
        <DATE_MODIFICATION>02/09/2025</DATE_MODIFICATION>
        <CODE_REGIME>24</CODE_REGIME>
        <DATE_ENTREE>01/09/2025</DATE_ENTREE>
        <CODE_SEXE>{sex}</CODE_SEXE>
        <CODE_PAYS_NAT>100</CODE_PAYS_NAT>
        <CODE_STATUT>ST</CODE_STATUT>
        <CODE_MEF>10310019110</CODE_MEF>
        <CODE_DEPARTEMENT_NAISS>038</CODE_DEPARTEMENT_NAISS>
        <CODE_COMMUNE_INSEE_NAISS>38185</CODE_COMMUNE_INSEE_NAISS>
        <ADHESION_TRANSPORT>0</ADHESION_TRANSPORT>
        <CODE_PROVENANCE>1</CODE_PROVENANCE>
        <SCOLARITE_AN_DERNIER>
          <CODE_MEF>10210001110</CODE_MEF>
          <CODE_STRUCTURE>4EME A</CODE_STRUCTURE>
          <CODE_RNE>0380002A</CODE_RNE>
          <CODE_NATURE>340</CODE_NATURE>
          <SIGLE>CLG</SIGLE>
          <DENOM_PRINC>COLLEGE</DENOM_PRINC>
          <DENOM_COMPL>DES ESSAIS</DENOM_COMPL>
          <LL_COMMUNE_INSEE>GRENOBLE</LL_COMMUNE_INSEE>
        </SCOLARITE_AN_DERNIER>
      </ELEVE>
"""
_OPTION = """\
      <OPTION ELEVE_ID="{id}" ELENOET="{number:05}">
        <OPTIONS_ELEVE>
          <NUM_OPTION>1</NUM_OPTION>
          <CODE_MODALITE_ELECT>O</CODE_MODALITE_ELECT>
          <CODE_MATIERE>030201</CODE_MATIERE>
        </OPTIONS_ELEVE>
      </OPTION>
"""
_STRUCTURES = """\
      <STRUCTURES_ELEVE ELEVE_ID="{id}" ELENOET="{number:05}">
        <STRUCTURE>
          <CODE_STRUCTURE>{division}</CODE_STRUCTURE>
          <TYPE_STRUCTURE>D</TYPE_STRUCTURE>
        </STRUCTURE>
        <STRUCTURE>
          <CODE_STRUCTURE>{group}</CODE_STRUCTURE>
          <TYPE_STRUCTURE>G</TYPE_STRUCTURE>
        </STRUCTURE>
      </STRUCTURES_ELEVE>
"""


def siecle_file(pupils: int) -> bytes:
    """Return the file of a school with so many pupils, all of them right; about 2.1 kB for each."""
    values = [_values(number) for number in range(1, pupils + 1)]
    parts = [_HEAD, *(_PUPIL.format_map(each) for each in values)]
    parts += ["    </ELEVES>\n    <OPTIONS>\n", *(_OPTION.format_map(each) for each in values)]
    parts += ["    </OPTIONS>\n    <STRUCTURES>\n", *(_STRUCTURES.format_map(each) for each in values)]
    parts.append("    </STRUCTURES>\n    <BOURSES/>\n  </DONNEES>\n</BEE_ELEVES>\n")
    return "".join(parts).encode("iso8859-15")


def _values(number: int) -> dict[str, object]:
    return {
        "id": 1_700_000 + number,
        "number": number,
        "ine": f"88{number:07}ZB",
        "first": FIRST_NAMES[number % 6],
        "second": FIRST_NAMES[number % 5],
        "born": f"{1 + number % 28:02}/{1 + number % 12:02}/{2008 + number % 7}",
        "sex": 1 + number % 2,
        "division": f"{6 - number // 25 % 4}EME {number // 100}",
        "group": f"{6 - number // 25 % 4}LAT{number % 5}",
    }


def main(pupils: int) -> None:
    data = siecle_file(pupils)

    def bare_pass() -> None:
        expat.ParserCreate().Parse(data, True)

    floor = best_of(bare_pass)
    print(f"{pupils} pupils, {len(data) / 1e6:.1f} MB; expat alone {floor * 1000:.1f} ms of CPU")
    for name, work in (
        ("inspect_siecle", lambda: inspect_siecle(io.BytesIO(data))),
        ("read_siecle", lambda: read_siecle(io.BytesIO(data), uai=UAI, today=date(2025, 9, 15))),
    ):
        took = best_of(work)
        print(f"{name}: {took * 1000:.1f} ms, ratio {took / floor:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
