"""Files that Hypothesis makes up."""

from hypothesis import strategies as st

from tests.imports.onde_files import pupil

# Letters, spaces and separators: what may stand in a name and upset a reader.
texts = st.text(st.sampled_from("abÉéèŒœ’'- ;,|\"\t\n"), max_size=12)
anything = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
loose_cells = st.fixed_dictionaries(
    {
        "Nom élève": texts | anything,
        "Prénom élève": texts | anything,
        "INE": st.sampled_from(["", "1", "990000001ZA", "990000002za"]),
        "Cycle": st.sampled_from(["CYCLE III", "cycle  iii", "CYCLE II", ""]),
        "Niveau": st.sampled_from(["CM1", "cm2", "CE2", ""]),
        "Libellé classe": texts | anything,
        "Date naissance": st.sampled_from(["2014-03-21", "21/03/2014", "2014-02-30", ""]) | texts,
    }
)
names = st.text(st.sampled_from("abÉéèœ’'- "), min_size=1, max_size=8).map(lambda text: f"A{text}")
right_pupils = st.lists(
    st.builds(
        lambda number, last, first, level, division: pupil(
            number, Nom_élève=last, Prénom_élève=first, Niveau=level, Libellé_classe=division
        ),
        st.integers(1, 30),
        names,
        names,
        st.sampled_from(["CM1", "CM2"]),
        names,
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda cells: cells["INE"],
)
