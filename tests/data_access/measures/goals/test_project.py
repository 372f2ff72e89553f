"""An investment project, in things and in money."""

from data_access.measures.goals.project import GoalExecution, project_progress
from tests.data_access.measures.goals.cases import D, number, percent


def goal(code: str, programmed: str, executed: str | None, *money: str | None) -> GoalExecution:
    return GoalExecution(code, D(programmed), number(executed), *(number(each) for each in money))


GOALS = [
    goal("M1", "40", "26", "1200", "900", "540"),
    goal("M2", "100", "100", "300", "240", "180"),
    goal("M3", "0.60", "0.45", "500", "300", "80"),
]


def test_the_project_of_the_table():
    found = project_progress(GOALS)
    assert [percent(each.physical.value) for each in GOALS] == [D("65.0"), D("100.0"), D("75.0")]
    assert percent(found.physical.value, "0.01") == D("72.75")
    assert percent(found.committed.value) == D("72.0")
    assert percent(found.paid.value) == D("40.0")
    assert percent(found.paid_of_committed.value) == D("55.6")


def test_what_is_not_reported_is_left_out_and_told():
    silent = goal("M4", "10", None, "1000", None, "100")
    found = project_progress([*GOALS, silent])
    assert (percent(found.physical.value, "0.01"), found.physical.left_out) == (D("72.75"), ("M4",))
    assert (percent(found.committed.value), found.committed.left_out) == (D("72.0"), ("M4",))
    assert (percent(found.paid.value), found.paid.left_out) == (D("30.0"), ())


def test_overshoot_is_shown_for_the_goal_and_capped_for_the_project():
    over = goal("M1", "10", "15", "100", "100", "100")
    assert percent(over.physical.value) == D("150.0")
    assert percent(project_progress([over]).physical.value) == D("100.0")


def test_a_goal_below_nothing_takes_nothing_from_the_project():
    goals = [goal("M1", "10", "-5", "100", "100", "100"), goal("M2", "10", "10", "100", "9", "9")]
    assert percent(project_progress(goals).physical.value) == D("50.0")


def test_a_project_without_goals_has_no_fractions():
    found = project_progress([])
    assert (found.physical.value, found.committed.value) == (None, None)
