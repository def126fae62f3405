"""What may be typed in one field: a text, under the treatments that forgive; or a number, exactly.

accepted: [baleine, une baleine]
treatments: [t1, t2]        # what is forgiven; all three when the key is absent

accepted: ["12,5"]
format: number              # « 12.5 » and « 12,50 » are the same
unit: [Mo, mégaoctets]      # optional: may stand behind the number
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.numbers import read_number
from challenges.domain.reading import Reader
from challenges.domain.text_matching import ALL_TREATMENTS, Treatment, is_accepted, simplify

MAX_LENGTH = 100


class Format(StrEnum):
    """What is typed, where it is no text. Values are written in content files."""

    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Typed:
    """The accepted answers of a field, the model answer first. units: tolerated behind a number."""

    accepted: tuple[str, ...]
    treatments: frozenset[Treatment] = frozenset()
    is_number: bool = False
    units: tuple[str, ...] = ()

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return what the mapping of a field accepts, noting what could not be typed."""
        if reader.has("format") and reader.member("format", Format):
            return cls._read_number(reader)
        typed = cls(reader.texts("accepted"), read_treatments(reader))
        note_problems(reader, "accepted", typed.accepted, typed.treatments)
        return typed

    @classmethod
    def _read_number(cls, reader: Reader) -> Self:
        units = reader.texts("unit", required=False)
        typed = cls(reader.texts("accepted"), is_number=True, units=units)
        numbers = {each: read_number(each) for each in typed.accepted}
        for answer, number in numbers.items():
            if number is None or len(answer) > MAX_LENGTH:
                reader.note(f"« {answer} » n’est pas un nombre (l’unité va dans « unit »).", "accepted")
        if len(set(numbers.values())) < len(typed.accepted):
            reader.note("deux réponses reviennent au même.", "accepted")
        for unit in units:
            if read_number(f"1{unit}", units) != read_number("1"):
                reader.note(f"« {unit} » ne serait pas reconnu derrière un nombre.", "unit")
        return typed

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        if not self.is_number:
            return {"accepted": list(self.accepted), "treatments": sorted(self.treatments)}
        body: dict[str, object] = {"accepted": list(self.accepted), "format": Format.NUMBER.value}
        return body | ({"unit": list(self.units)} if self.units else {})

    def is_right(self, value: str) -> bool:
        """Return whether what was typed is accepted; what is no number is no right one."""
        if not self.is_number:
            return is_accepted(value, self.accepted, self.treatments)
        number = read_number(value, self.units)
        return number is not None and any(number == read_number(each) for each in self.accepted)

    @property
    def takes_figures(self) -> bool:
        """Whether a keyboard of figures is enough; those of phones have no minus."""
        return self.is_number and not any(
            number < 0 for each in self.accepted if (number := read_number(each))
        )


def note_problems(
    reader: Reader, key: str, accepted: tuple[str, ...], treatments: frozenset[Treatment]
) -> None:
    """Note the accepted texts that could not be typed, or that treatments make too wide."""
    for answer in accepted:
        if len(answer) > MAX_LENGTH or not is_accepted(answer, accepted, treatments):
            reader.note(f"« {answer} » ne serait pas reconnu.", key)
        if answer.isdigit() and Treatment.TYPOS in treatments:
            reader.note(f"sans t3 : avec, un autre nombre pourrait passer pour {answer}.", "treatments")
    if len({simplify(answer, treatments) for answer in accepted}) < len(accepted):
        reader.note("deux réponses reviennent au même.", key)


def read_treatments(reader: Reader) -> frozenset[Treatment]:
    """Return the treatments that are named, all of them when the key is absent."""
    if not reader.has("treatments"):
        return ALL_TREATMENTS
    names = reader.texts("treatments", required=False)
    if unknown := sorted(set(names) - set(ALL_TREATMENTS)):
        reader.note(f"traitement inconnu : {', '.join(unknown)}.", "treatments")
    return frozenset(Treatment(name) for name in names if name in set(ALL_TREATMENTS))
