"""What is told of money that several records of outside publishers tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from data_access.services.counted_once import Reckoning
from data_access.services.family_tree import Verdict
from data_access.services.move_issues import move_issues, words
from data_access.services.moved_money import Copy
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_COLUMNS = {
    "committed": "transaction 2",
    "disbursed": "transaction 3",
    "expenditure": "transaction 4",
    "incoming": "transaction 1",
    "incoming_commitment": "transaction 11",
    "planned": "budget",
}
"""Where each kind of amount stands in a file."""


def issues_of(reckoning: Reckoning, rows: Mapping[int, int]) -> Iterator[tuple[Issue, int]]:
    """The issues that have to do with the records of a file, each with the action it is about.

    ``rows`` are the rows of the file by the id of their action; what is found about a record that
    is not in the file has no row. Of money that moved this is told wherever it is.
    """
    told: dict[int, set[Severity]] = defaultdict(set)
    for issue, action_id in _found(reckoning, rows):
        told[action_id].add(issue.severity)
        yield issue, action_id
    for move in reckoning.moves:
        yield from move_issues(move, reckoning.identifiers, rows, told[move.action_id])


def _found(reckoning: Reckoning, rows: Mapping[int, int]) -> Iterator[tuple[Issue, int]]:
    for copy in reckoning.copies:
        if copy.action_id in rows or copy.keeper_id in rows:
            yield _copy_issue(copy, reckoning, rows), copy.action_id
    moved = {move.action_id for move in reckoning.moves}
    for verdict in reckoning.verdicts:
        family = {verdict.action_id, *reckoning.tree[verdict.action_id]}
        if verdict.action_id in moved or not family.isdisjoint(rows):
            yield _verdict_issue(verdict, reckoning, rows), verdict.action_id
    for action_id in sorted(rows.keys() & set(reckoning.circles)):
        yield _circle_issue(action_id, reckoning, rows), action_id


def _copy_issue(copy: Copy, reckoning: Reckoning, rows: Mapping[int, int]) -> Issue:
    message = N_(
        "Otra organización, {keeper}, también publica la actividad {value} como propia: el dinero "
        "de ambas se suma. Compruebe que no sea el mismo."
    )
    if copy.is_left_out:
        message = N_(
            "La actividad {value} es la copia de un publicador secundario: ya la publica {keeper}, "
            "cuyo dinero es el que cuenta; el de la copia se guarda y no se suma."
        )
    severity = Severity.INFO if copy.is_left_out else Severity.WARNING
    identifier = reckoning.identifiers[copy.action_id]
    return Issue(
        "activity.copy" if copy.is_left_out else "activity.two_publishers",
        message,
        severity,
        row=rows.get(copy.action_id),
        column="iati-identifier",
        value=identifier,
        values={"value": identifier, "keeper": copy.keeper},
    )


def _verdict_issue(verdict: Verdict, reckoning: Reckoning, rows: Mapping[int, int]) -> Issue:
    message = N_(
        "La actividad {value} informa {own}, y sus componentes ({count}), {children}: no es lo "
        "mismo y se suma todo. Compruebe que no haya dinero contado dos veces."
    )
    if verdict.is_repeated:
        message = N_(
            "La actividad {value} informa {own}, lo mismo que sus componentes ({count}) en total: "
            "solo cuenta el nivel más bajo."
        )
    identifier = reckoning.identifiers[verdict.action_id]
    return Issue(
        "activity.repeats_children" if verdict.is_repeated else "activity.beside_children",
        message,
        Severity.INFO if verdict.is_repeated else Severity.WARNING,
        row=rows.get(verdict.action_id),
        column=_COLUMNS[verdict.kind],
        value=identifier,
        values={
            "value": identifier,
            "count": str(len(reckoning.tree[verdict.action_id])),
            "own": words(verdict.own),
            "children": words(verdict.children),
        },
    )


def _circle_issue(action_id: int, reckoning: Reckoning, rows: Mapping[int, int]) -> Issue:
    identifier = reckoning.identifiers[action_id]
    return Issue(
        "activity.circle",
        N_(
            "La actividad {value} y otras se nombran en círculo como superiores unas de otras: se "
            "suma el dinero de todas."
        ),
        Severity.WARNING,
        row=rows[action_id],
        column="related-activity",
        value=identifier,
        values={"value": identifier},
    )
