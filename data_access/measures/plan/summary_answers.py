"""Several goals together: counts by light and state, weighted advance, time, money."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from data_access.measures._labels import key_of
from data_access.measures.cooperation import Answer
from data_access.measures.goals.aggregate import LeftOut, weighted_progress
from data_access.measures.goals.ratio import Ratio
from data_access.measures.goals.states import LIGHT_TITLES, STATE_TITLES, Light
from data_access.measures.goals.yearly import elapsed
from data_access.measures.plan.budget_answer import money_of
from data_access.measures.plan.goal_rows import STATES, Member
from data_access.measures.plan.question import PlanQuestion
from data_access.vocabulary.messages import N_, Phrase

Row = dict[str, Any]
LIGHTS = tuple(light.value for light in Light)
_WITHOUT = Phrase(N_("Sin asignar"))


def summary(question: PlanQuestion) -> Answer:
    """Counts by light and by state; the total has the advance of all with what is left out."""
    return question.answered("summary", lambda: _summary(question))


def _summary(question: PlanQuestion) -> Answer:
    members = question.members
    lights = Counter(member.row["light"] for member in members)
    states = Counter(member.row["state"] for member in members)
    rows = [_count("light", light.value, LIGHT_TITLES[light], lights) for light in Light]
    rows += [_count("state", word, STATE_TITLES[state], states) for state, word in STATES.items()]
    return Answer(
        rows,
        {
            **whole(question, members),
            **states_of(members),
            **_time(question, members),
            **question.limits,
        },
    )


def _count(kind: str, key: str, title: str, counts: Counter[str]) -> Row:
    return {"kind": kind, "key": key, "label": Phrase(title), "indicators": counts[key]}


def whole(question: PlanQuestion, members: Sequence[Member]) -> Row:
    """The numbers of some indicators together.

    ``advance`` and ``ideal`` are weighted fractions and ``gap`` their difference; ``left_out_*``
    count what could not be weighed, by its reason.
    """
    found = weighted_progress((member.facts, member.progress) for member in members)
    advance, ideal = found.advance.value, found.ideal.value
    return {
        "indicators": len(members),
        "goals": len({(member.row["framework"], member.row["code"]) for member in members}),
        "weight": found.advance.denominator,
        "advance": advance,
        "ideal": ideal,
        "gap": None if advance is None or ideal is None else advance - ideal,
        "advance_numerator": found.advance.numerator,
        "advance_denominator": found.advance.denominator,
        "counted": len(found.counted),
        "counted_colourless": len(found.colourless),
        "capped": len(found.capped),
        "floored": len(found.floored),
        "left_out": sum(map(len, found.left_out.values())),
        **{f"left_out_{reason.value}": len(found.left_out.get(reason, ())) for reason in LeftOut},
        **lights_of(members),
        "alerts": sum(member.row["alerts"] for member in members),
        **money_of(question, members),
    }


def lights_of(members: Sequence[Member]) -> Row:
    """How many of some indicators have each light, in columns."""
    lights = Counter(member.row["light"] for member in members)
    return {light: lights[light] for light in LIGHTS}


def states_of(members: Sequence[Member]) -> Row:
    """How many of some indicators are in each state that a light does not tell."""
    states = Counter(member.row["state"] for member in members)
    return {word: states[word] for word in STATES.values() if word not in LIGHTS}


def _time(question: PlanQuestion, members: Sequence[Member]) -> Row:
    """Time elapsed of the framework, when all chosen indicators are of one; else unknown."""
    codes = {member.row["framework"] for member in members}
    rows = [row for row in question.figures.frameworks if row["code"] in codes]
    ratio = elapsed_of(question, rows[0]) if len(rows) == 1 else Ratio(None, None)
    return {
        "elapsed": ratio.value,
        "elapsed_days": ratio.numerator,
        "plan_days": ratio.denominator,
    }


def elapsed_of(question: PlanQuestion, framework: Row) -> Ratio:
    """Days of a framework that are over at the end of the cut ÷ its days."""
    figures = question.figures
    return elapsed(
        framework["starts_on"], framework["ends_on"], figures.cut.last_day, figures.rules
    )


def breakdown(column: str, name: str) -> Callable[[PlanQuestion], Answer]:
    """A measure that puts indicators together by a column of their rows.

    Every indicator is in one row; those without a value are in the row ``sin-asignar``, the last.
    """

    def answer(question: PlanQuestion) -> Answer:
        return question.answered(name, lambda: _breakdown(question, column))

    return answer


def _breakdown(question: PlanQuestion, column: str) -> Answer:
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    is_node = column not in ("entity", "sector")
    for member in question.members:
        code = member.row[column]
        # The same code in two frameworks is two lines, while an entity is the same in both.
        groups[member.row["framework"] if is_node and code else "", code].append(member)
    rows = [
        {
            "key": key_of(code),
            "label": _label(question, column, framework, code),
            "framework": framework,
            **whole(question, members),
            **states_of(members),
        }
        for (framework, code), members in groups.items()
    ]
    places = question.kept("places", lambda: _places(question)) if is_node else {}
    rows.sort(key=lambda row: (places.get((row["framework"], row["key"]), 0), row["key"]))
    rows.sort(key=lambda row: row["key"] == key_of(""))
    total = {**whole(question, question.members), **states_of(question.members)}
    return Answer(rows, total)


def _places(question: PlanQuestion) -> dict[tuple[str, str], int]:
    """Where each node comes in its tree."""
    nodes = question.figures.nodes
    return {(row["framework"], row["code"]): place for place, row in enumerate(nodes)}


def _label(question: PlanQuestion, column: str, framework: str, code: str) -> Any:
    if not code:
        return _WITHOUT
    if column in ("entity", "sector"):
        return question.name(column, code)
    return question.node_names().get((framework, code), code)
