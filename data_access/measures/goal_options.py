"""What each filter of goals can be set to, with how many indicators each value has."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from data_access.measures._labels import key_of, read_labels
from data_access.measures.goals.states import LIGHT_TITLES, STATE_TITLES
from data_access.measures.options import Option
from data_access.measures.plan.alert_answers import alerts
from data_access.measures.plan.answers import PlanReader
from data_access.measures.plan.goal_rows import STATES
from data_access.measures.plan.question import COLUMNS, PlanQuestion
from data_access.measures.plan.stored import stored_plan
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Accumulation, Quarter
from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import N_

ACCUMULATION_TITLES = {
    Accumulation.SUMA: N_("Suma"),
    Accumulation.CRECIENTE: N_("Creciente"),
    Accumulation.DECRECIENTE: N_("Decreciente"),
    Accumulation.CONSTANTE: N_("Constante"),
}
FAMILY_TITLES = {
    "cooperacion": N_("Cooperación"),
    "relacionamiento": N_("Relacionamiento"),
    "posicionamiento": N_("Posicionamiento"),
    "gobernanza": N_("Gobernanza"),
}
"""Families by their codes; one that another city's plan adds is said as it is written."""
SEVERITY_TITLES = {
    Severity.ERROR: N_("Graves"),
    Severity.WARNING: N_("Advertencias"),
    Severity.INFO: N_("Avisos"),
}
_BY_COLUMN = (
    "objetivo", "programa", "linea", "componente", "entidad", "sector", "tipo_meta",
)  # fmt: skip


@dataclass(frozen=True)
class GoalOptions:
    """Options by filter name; ``plans`` asks for the frameworks that are plans, if not all are.

    Labels of states and types are Spanish, marked for translation.
    """

    by_filter: dict[str, list[Option]] = field(default_factory=dict)
    plans: Filters = field(default_factory=Filters)


def goal_options(
    store: Store,
    actor: Actor,
    *,
    language: str = "es",
    only_plans: bool = False,
    today: date | None = None,
) -> GoalOptions:
    """Options of the filters of goals as they are today, in the order of the trees.

    ``only_plans`` leaves out the indicators that belong to no plan, but not their frameworks.
    """
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        labels = read_labels(store, session, language)
        reader = PlanReader(store, session, labels, None, today)
        everything = reader.question(Filters())
        plans = Filters().with_values(marco=everything.plans)
        question = reader.question(plans) if only_plans else everything
        calendar = stored_plan(store, session, labels.version).cuts
    cuts = [code for code in calendar if Quarter.parse(code) <= question.figures.cut]
    return GoalOptions(
        by_filter={
            "marco": _options(everything, "marco"),
            **{name: _options(question, name) for name in _BY_COLUMN},
            "familia": _families(question),
            "estado": _states(question),
            "gravedad": _severities(question),
            "corte": [Option(code, code, 0) for code in sorted(cuts or _cuts(question))[::-1]],
        },
        plans=plans,
    )


def _options(question: PlanQuestion, name: str) -> list[Option]:
    column = COLUMNS[name]
    counts = Counter(member.row[column] for member in question.members)
    order = {code: place for place, code in enumerate(_codes(question, name))}
    found = sorted(counts, key=lambda code: (not code, order.get(code, len(order)), code))
    return [Option(key_of(code), _label(question, name, code), counts[code]) for code in found]


def _codes(question: PlanQuestion, name: str) -> list[str]:
    if name == "marco":
        return [row["code"] for row in question.figures.frameworks]
    return [row["code"] for row in question.figures.nodes if row["filter"] == name]


def _label(question: PlanQuestion, name: str, code: str) -> str:
    if name == "familia":
        return FAMILY_TITLES.get(code, code)
    if not code:
        return question.labels.name("entidad", "")
    if name in ("entidad", "sector"):
        return question.name(COLUMNS[name], code)
    if name == "tipo_meta":
        return ACCUMULATION_TITLES[Accumulation(code)]
    rows = question.figures.frameworks if name == "marco" else question.figures.nodes
    key = f"name_{question.language}"
    return next((row[key] for row in rows if row["code"] == code), code)


def _states(question: PlanQuestion) -> list[Option]:
    """Lights and states that some indicator has; «sin iniciar», which is both, comes once."""
    rows = [member.row for member in question.members]
    lights, states = (Counter(row[name] for row in rows) for name in ("light", "state"))
    titles = {light.value: (title, lights) for light, title in LIGHT_TITLES.items()}
    titles |= {STATES[state]: (title, states) for state, title in STATE_TITLES.items()}
    return [
        Option(word, title, counts[word])
        for word, (title, counts) in titles.items()
        if counts[word]
    ]


def _families(question: PlanQuestion) -> list[Option]:
    # An indicator without a family is none of the catalogue, so nobody looks for those.
    return [option for option in _options(question, "familia") if option.value != key_of("")]


def _severities(question: PlanQuestion) -> list[Option]:
    counts = Counter(row["severity"] for row in alerts(question).rows)
    return [Option(word, title, counts[word]) for word, title in SEVERITY_TITLES.items()]


def _cuts(question: PlanQuestion) -> list[str]:
    """Without a calendar: the quarters from the start of the frameworks to the present cut."""
    cut = question.figures.cut
    first = min((row["starts_on"].year for row in question.figures.frameworks), default=cut.year)
    years = range(first, cut.year + 1)
    quarters = (Quarter(year, number) for year in years for number in (1, 2, 3, 4))
    return [quarter.code for quarter in quarters if quarter <= cut]
