"""What holds for every adaptive engine, whatever the course, the profile and the answers.

A property is a function that takes a play, which is a sitting played to its end, and asserts. To run them
on an engine:

    @given(sitting=sittings(), outcomes=pupils())
    def test_what_holds_for_every_engine(sitting, outcomes):
        played = play(ENGINE, sitting, outcomes)
        for check in EVERY_ENGINE:
            check(played)

EVERY_ENGINE is for all of them; ASKS_ONCE is for an engine that asks a skill at most once and never one
that is settled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from campaigns.domain.answers import Answer, Outcome, Sitting
from campaigns.domain.engine import Ending, Engine, Question, Results, Status, replay


@dataclass(frozen=True, slots=True)
class Play:
    """A sitting played to its end. Before the answer n stand results[n] and progress[n], and
    questions[n] is what is asked; after the last answer there is one more of each of the two first.
    """

    engine: Engine
    sitting: Sitting
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]
    results: tuple[Results, ...]
    progress: tuple[float, ...]
    ending: Ending


Property = Callable[[Play], None]


def pupils() -> st.SearchStrategy[list[Outcome]]:
    """Make up a pupil: his outcomes, which start again after the last one."""
    return st.lists(st.sampled_from(Outcome), min_size=1, max_size=12)


def play(engine: Engine, sitting: Sitting, outcomes: Sequence[Outcome]) -> Play:
    """Return a sitting played to its end; fails when the engine asks more than there are challenges."""
    state = engine.begin(sitting)
    questions, answers, results, progress = [], [], [state.results()], [state.progress()]
    while isinstance(question := state.next_question(), Question):
        assert len(answers) < len(sitting.course.asked_by), "the engine does not end"
        outcome = outcomes[len(answers) % len(outcomes)]
        answer = Answer(question.challenge.id, outcome, was_timed=question.challenge.is_timed)
        state.record(answer)
        questions.append(question)
        answers.append(answer)
        results.append(state.results())
        progress.append(state.progress())
    parts = (questions, answers, results, progress)
    return Play(engine, sitting, *(tuple(part) for part in parts), question)


def it_asks_no_challenge_twice(played: Play) -> None:
    asked = [question.challenge.id for question in played.questions]
    assert len(asked) == len(set(asked))


def a_question_is_a_skill_of_the_course_with_one_of_its_challenges(played: Play) -> None:
    for question in played.questions:
        assert played.sitting.course.skill_at(question.place) == question.skill
        assert question.challenge in question.skill.challenges
        assert 0.0 <= question.mastery <= 1.0
        assert question.gain >= 0.0


def a_reload_asks_the_same_question(played: Play) -> None:
    for count in range(len(played.answers) + 1):
        shown = replace(played.sitting, progress=played.progress[count])  # it is kept with the answers
        again = replay(played.engine, shown, played.answers[:count])
        expected = played.questions[count] if count < len(played.questions) else played.ending
        assert again.next_question() == expected
        assert again.next_question() == expected
        assert again.results() == played.results[count]
        assert again.progress() == played.progress[count]


def progress_never_goes_back_and_is_full_at_the_end_only(played: Play) -> None:
    assert list(played.progress) == sorted(played.progress)
    assert played.progress[0] >= 0.0
    assert played.progress[-1] == 1.0
    assert all(shown < 1.0 for shown in played.progress[:-1])


def results_tell_of_every_skill_in_order(played: Play) -> None:
    expected = [skill.id for _, skill in played.sitting.course]
    for results in played.results:
        assert list(results.skills) == expected
        assert all(0.0 <= result.mastery <= 1.0 for result in results.skills.values())
        assert 0.0 <= results.rate <= 1.0
        assert 0.0 <= results.margin <= 1.0


def what_is_validated_lies_below_what_is_not(played: Play) -> None:
    """In a tube, validated skills come first, then the unknown ones, then those that are invalidated."""
    order = [Status.VALIDATED, Status.UNKNOWN, Status.INVALIDATED]
    for results in played.results:
        for tube in played.sitting.course.tubes:
            ranks = [order.index(results.skills[skill.id].status) for skill in tube.skills]
            assert ranks == sorted(ranks)


def a_skill_is_direct_when_it_was_asked(played: Play) -> None:
    asked = {question.skill.id for question in played.questions}
    direct = {pk for pk, result in played.results[-1].skills.items() if result.is_direct}
    assert direct == asked


def a_right_answer_takes_nothing_away(played: Play) -> None:
    for before, answer, after in zip(played.results, played.answers, played.results[1:], strict=False):
        if answer.is_right:
            assert before.validated <= after.validated


def a_wrong_answer_gives_nothing(played: Play) -> None:
    for before, answer, after in zip(played.results, played.answers, played.results[1:], strict=False):
        if not answer.is_right:
            assert after.validated <= before.validated


def it_asks_nothing_that_is_settled(played: Play) -> None:
    for results, question in zip(played.results, played.questions, strict=False):
        assert results.skills[question.skill.id].status is Status.UNKNOWN


def it_ends_within_as_many_questions_as_there_are_skills(played: Play) -> None:
    assert len(played.questions) <= played.sitting.course.skill_count


EVERY_ENGINE: tuple[Property, ...] = (
    it_asks_no_challenge_twice,
    a_question_is_a_skill_of_the_course_with_one_of_its_challenges,
    a_reload_asks_the_same_question,
    progress_never_goes_back_and_is_full_at_the_end_only,
    results_tell_of_every_skill_in_order,
    what_is_validated_lies_below_what_is_not,
    a_skill_is_direct_when_it_was_asked,
    a_right_answer_takes_nothing_away,
    a_wrong_answer_gives_nothing,
)
ASKS_ONCE: tuple[Property, ...] = (
    it_asks_nothing_that_is_settled,
    it_ends_within_as_many_questions_as_there_are_skills,
)
