"""What would come in wrongly with a proposal, said before anything comes in."""

from collections import Counter
from collections.abc import Iterator

from data_access.importers.plan import read_rows
from data_access.importers.plan_columns import REQUIRED
from data_access.importers.plan_likeness import Likeness
from data_access.importers.plan_maps import parse_map
from data_access.importers.refusal import Refused
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_DATA = ("entity.unknown",)
"""What only the store can tell."""
_MOST = 6


def forecast(likeness: Likeness, text: str) -> Iterator[str]:
    """Sentences in Spanish about the proposal ``text`` for a table; none when nothing is odd."""
    plan_map = parse_map(text)
    known = {*plan_map.columns, *plan_map.constants}
    missing = [key for key in REQUIRED if key not in known]
    if missing:
        message = N_("Falta decir qué columna es {columns}: sin eso no entra ninguna fila.")
        yield message.format(columns=", ".join(missing))
    if not likeness.years:
        yield N_("No se reconoció ninguna meta por año: dígalas en [targets].")
    if doubtful := likeness.doubtful_years:
        message = N_("Hay otros años que podrían ser las metas: {headers}. Compruebe [targets].")
        yield message.format(headers=", ".join(f"«{header}»" for header in doubtful[:_MOST]))
    if "anualizacion" not in known:
        yield N_(
            "Falta anualizacion (SUMA, CRECIENTE, DECRECIENTE o CONSTANTE): sin ella las metas "
            "no tienen regla de cálculo. Dígala en [columns] o en [constants]."
        )
    if plan_map.fill_down:
        message = N_(
            "En {headers} una celda vacía toma lo de arriba, como en las celdas combinadas: si "
            "no es así, bórrelo de fill_down."
        )
        yield message.format(headers=", ".join(f"«{header}»" for header in plan_map.fill_down))
    if not missing:
        yield from _of_rows(likeness, text)


def _of_rows(likeness: Likeness, text: str) -> Iterator[str]:
    """What the rows would come to, each kind of finding once."""
    try:
        rows, _ = read_rows(likeness.table, parse_map(text), Catalogue())
    except Refused as refusal:
        yield refusal.issue.sentence
        return
    if not rows:
        yield N_("Debajo del encabezado no hay filas.")
    rejected = sum(row.is_rejected for row in rows)
    if rejected:
        message = N_("Así quedarían fuera {rejected} de {all} filas.")
        yield message.format(rejected=rejected, all=len(rows))
    issues = [issue for row in rows for issue in row.issues if _is_odd(issue)]
    counts = Counter((issue.code, issue.column) for issue in issues)
    first: dict[tuple[str, str | None], Issue] = {}
    for issue in issues:
        first.setdefault((issue.code, issue.column), issue)
    if any(issue.code == "anualizacion.unknown" for issue in issues):
        yield N_("Diga en [words.anualizacion] cuál de los cuatro tipos es cada palabra.")
    for key, count in counts.most_common(_MOST):
        message = N_("{count} × {column}, la primera en la fila {row}: {sentence}")
        issue = first[key]
        yield message.format(
            count=count,
            column=issue.column,
            row=issue.row,
            sentence=" ".join(issue.sentence.split()),
        )


def _is_odd(issue: Issue) -> bool:
    return issue.severity is not Severity.INFO and issue.code not in _DATA
