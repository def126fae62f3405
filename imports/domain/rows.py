"""What every reader returns, whatever the file: pupils, or everything that is wrong."""

from dataclasses import dataclass, field
from datetime import date

from imports.domain.errors import FileError


# Nobody changes one; frozen, each would take five times as long to make, and a file has thousands.
@dataclass(slots=True, unsafe_hash=True)
class PupilRow:
    """A pupil as the file describes him. Rows are equal when they say the same thing, wherever they stand.

    line: physical line of a CSV file; rank of the pupil in an XML file, from 1. level: « CM1 » in a primary
    school, "" elsewhere. groups: as `learners.domain.groups.join_groups` gives them.
    """

    line: int = field(compare=False)
    last_name: str
    first_name: str
    birthdate: date
    national_student_id: str
    level: str
    division: str
    preferred_last_name: str = ""
    middle_name: str = ""
    third_name: str = ""
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    pupils: none if there is any error. errors: all of them, or the first ones that were asked for, in the
    order of the file. unlisted_errors: how many more there are.
    heading_unknown: hardly any heading is known (« format non reconnu »); errors name the missing ones.
    encoding: the one that the file was really read with.
    """

    pupils: list[PupilRow]
    errors: list[FileError]
    heading_unknown: bool = False
    encoding: str = ""
    unlisted_errors: int = 0
