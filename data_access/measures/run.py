"""Asking measures: the one door through which screen, table, file and command line get numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from data_access.measures import cooperation, data_quality, exchange_rates, flow_classes, records
from data_access.measures._elsewhere import elsewhere, other_sources
from data_access.measures._labels import Labels, known_labels, read_labels, read_stamp
from data_access.measures._question import Question
from data_access.measures._snapshot import hold_snapshot, snapshot_of
from data_access.measures.catalogue import MEASURES, TOLD_APART
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.plan.answers import ANSWERS as PLAN_ANSWERS
from data_access.measures.plan.answers import PlanReader, question_for
from data_access.measures.result import Measure, MeasureResult, Page, SourceNote
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, require
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import CANCELLED, EVERY_CLASS
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import KINDS_OF_AMOUNT

_ANSWERS: dict[str, Callable[[Question], cooperation.Answer]] = {
    "cooperation.totals": cooperation.totals,
    "cooperation.by_year": cooperation.by_year,
    "cooperation.by_class": flow_classes.by_class,
    "cooperation.flows": cooperation.flows,
    "cooperation.concentration": cooperation.concentration,
    "data_quality.by_source": data_quality.by_source,
    "exchange_rates.by_year": exchange_rates.by_year,
    **{
        name: cooperation.breakdown(measure.dimension)
        for name, measure in MEASURES.items()
        if name.startswith("cooperation.by_") and measure.dimension not in ("anio", "clase")
    },
}
_WHY_NO_SUM = {
    EVERY_CLASS: N_(
        "Se piden juntas varias clases de flujo: cuentan los registros y no se suma dinero."
    ),
    CANCELLED: N_("Las acciones canceladas se cuentan aparte: su dinero no entra en ningún total."),
}


def hold_in_memory(store: Store) -> None:
    """Keep the summary cells of ``store`` in this process: its questions are answered faster."""
    hold_snapshot(store)


def data_version(store: Store) -> int:
    """The number that every change of the data raises; 0 before the first."""
    with store.glancing() as connection:
        return read_stamp(connection)[0]


def data_stamp(store: Store) -> tuple[int, date]:
    """The version of the data and the day that it is where the city is: what answers depend on."""
    labels = known_labels(store, data_version(store), "es")
    if labels is None:
        with store.reading() as session:
            labels = read_labels(store, session, "es")
    return labels.version, labels.today()


class UnknownMeasure(LookupError):
    """No measure has that name."""


@dataclass(frozen=True)
class Ask:
    """A measure asked with its filters, and which page of it when it has rows of records.

    Filters that depend on the day of the data are a function of it.
    """

    measure: str
    filters: Filters | Callable[[datetime], Filters]
    page: Page | None = None
    is_counted: bool = False
    """Only how many actions there are in each class of flow, for who shows no money of them."""


def run_measure(
    store: Store,
    actor: Actor,
    name: str,
    filters: Filters,
    *,
    language: str = "es",
    page: Page | None = None,
    today: date | None = None,
) -> MeasureResult:
    """Answer one measure. Raises :class:`UnknownMeasure`, or NotPermitted for the wrong actor."""
    asked = {name: Ask(name, filters, page)}
    return run_measures(store, actor, asked, language=language, today=today)[name]


def run_measures(
    store: Store,
    actor: Actor,
    asked: Mapping[str, Ask],
    *,
    language: str = "es",
    today: date | None = None,
) -> dict[str, MeasureResult]:
    """Answer several questions, each under its key, from one consistent reading.

    ``today`` is the day on which deadlines are looked at; the present one where the city is.
    """
    with store.reading() as session:
        labels = read_labels(store, session, language)
        snapshot = snapshot_of(store, labels.version)
        reader: PlanReader | None = None
        questions: dict[Filters, Question] = {}
        results = {}
        for key, ask in asked.items():
            asked_for = ask.filters(labels.changed_at) if callable(ask.filters) else ask.filters
            measure = _measure(ask.measure)
            unapplied = asked_for.beyond(measure.dimensions)
            filters = asked_for.without(unapplied)
            if ask.measure in GOAL_MEASURES:
                reader = reader or PlanReader(store, session, labels, snapshot, today)
                result = _run_goals(reader, actor, measure, filters, labels)
            else:
                question = questions.get(filters)
                if question is None:
                    question = Question(session, filters, labels, snapshot)
                    questions[filters] = question
                result = _run(question, actor, measure, ask)
            results[key] = replace(result, unapplied=unapplied) if unapplied else result
        return results


def _measure(name: str) -> Measure:
    measure = MEASURES.get(name)
    if measure is None:
        raise UnknownMeasure(name)
    return measure


def _run_goals(
    reader: PlanReader, actor: Actor, measure: Measure, filters: Filters, labels: Labels
) -> MeasureResult:
    require(actor, measure.permission)
    question = question_for(measure.name, reader.question(filters))
    answer = PLAN_ANSWERS[measure.name](question)
    return MeasureResult(
        measure=measure,
        filters=question.filters,
        rows=answer.rows,
        total=answer.total,
        as_of=labels.changed_at,
        sources=question.sources,
        data_version=labels.version,
        issues=question.issues,
    )


def _run(question: Question, actor: Actor, measure: Measure, ask: Ask) -> MeasureResult:
    require(actor, measure.permission)
    labels, name = question.labels, measure.name
    if name == "cooperation.records":
        answer = records.records(question, ask.page)
    elif ask.is_counted:
        answer = flow_classes.class_counts(question)
    else:
        answer = _ANSWERS[name](question)
    is_about_actions = name.startswith("cooperation.")
    has_sum = question.has_sum or not is_about_actions
    if not has_sum and name not in TOLD_APART:
        answer = cooperation.without_money(answer)
    return MeasureResult(
        measure=measure,
        filters=question.filters,
        rows=_known(answer.rows, question.unreported),
        total=_known([answer.total], question.unreported)[0],
        as_of=labels.changed_at,
        sources=_sources(question, name),
        data_version=labels.version,
        issues=question.issues,
        notes=_notes(question, answer) if has_sum else (_WHY_NO_SUM[question.filters.clase],),
        unreported=question.unreported,
        rates=labels.rates,
        # What says which actions count, where the city's own register is behind the figure.
        rules=labels.rules if is_about_actions and question.is_own else (),
        elsewhere=elsewhere(question, (*answer.rows, answer.total)) if is_about_actions else (),
        other_sources=other_sources(question) if is_about_actions else (),
        has_sum=has_sum,
    )


def _sources(question: Question, name: str) -> tuple[SourceNote, ...]:
    if name.startswith("exchange_rates."):
        return ()
    if name == "data_quality.by_source":
        return tuple(note for _, _, note in question.labels.sources.values())
    return question.sources


def _known(rows: list[dict[str, Any]], unreported: frozenset[str]) -> list[dict[str, Any]]:
    """The rows with None where no source reports that kind of amount; where no action is, there
    is nothing to report.
    """
    if not rows or unreported.isdisjoint(rows[0]):
        return rows
    return [
        row
        if row.get("actions") == 0
        else {name: None if name in unreported else value for name, value in row.items()}
        for row in rows
    ]


def _notes(question: Question, answer: cooperation.Answer) -> tuple[str, ...]:
    notes = []
    if question.unreported.issuperset(KINDS_OF_AMOUNT[question.filters.monto]):
        notes.append(N_("Ninguna de las fuentes informa este tipo de monto: no es cero."))
    if answer.total.get("unvalued"):
        notes.append(
            N_(
                "Hay acciones sin ningún monto reportado, contrapartidas aparte: no suman, pero "
                "cuentan."
            )
        )
    if answer.total.get("unconverted"):
        notes.append(N_("Hay montos sin tasa de cambio conocida: no entran en la suma."))
    if not question.labels.repeating.isdisjoint(question.source_ids):
        notes.append(
            N_(
                "No suman los montos que una actividad repite de sus componentes ni los de la "
                "copia de un publicador secundario."
            )
        )
    return tuple(notes)
