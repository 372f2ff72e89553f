"""What the codes of a plan stand for: each one thing, with one name."""

from data_access.importers.plan_cells import PlanCells
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.plan_drafts import NodeDraft, PlanDraft


class Names:
    """What the codes of a file stand for, so that none silently stands for two things."""

    def __init__(self) -> None:
        self._rows: dict[tuple[bool, str], int] = {}
        self._nodes: dict[str, tuple[NodeDraft, int]] = {}
        self._told: set[tuple[str, str]] = set()

    def check(self, cells: PlanCells, draft: PlanDraft) -> None:
        """Tell a row that repeats another, and a code that comes with a second name."""
        here = cells.row.number
        code = draft.indicator.code if draft.indicator else draft.node.code
        first = self._rows.setdefault((draft.indicator is not None, code), here)
        if code and first != here:
            cells.tell(_repeated(cells, code, first), "codigo")
        for node in (*draft.ancestors, draft.node):
            known, row = self._nodes.setdefault(node.code, (node, here))
            if node.code and (known.level, known.is_goal) != (node.level, node.is_goal):
                cells.tell(_repeated(cells, node.code, row), "codigo")
            name = fold(node.facts.get("name_es", ""))
            if fold(known.facts.get("name_es", "")) != name and (node.code, name) not in self._told:
                self._told.add((node.code, name))
                cells.tell(_second_name(cells, node, known, row), "codigo")


def _repeated(cells: PlanCells, code: str, first: int) -> Issue:
    message = N_(
        "El código «{code}» ya está en la fila {first}. Deje una sola fila por indicador o dé a "
        "esta otro código en la columna indicador."
    )
    if cells.row.are_numbers:
        message = N_(
            "El código «{code}» ya está en la fila {first}: la celda es un número, y como número "
            "1.1 y 1.10 son el mismo. Dé a la columna el formato Texto y escriba ahí sus códigos."
        )
    return Issue("code.repeated", message, values={"code": code, "first": str(first)})


def _second_name(cells: PlanCells, node: NodeDraft, known: NodeDraft, row: int) -> Issue:
    message = N_(
        "El código «{code}» ({level}) se llama aquí «{name}» y en la fila {row} «{known}»: se "
        "conservó el primero. Corrija el código o el nombre."
    )
    if cells.row.are_numbers:
        message = N_(
            "El código «{code}» ({level}) se llama aquí «{name}» y en la fila {row} «{known}»: se "
            "conservó el primero. La celda es un número, y como número 1.1 y 1.10 son el mismo: dé "
            "a la columna el formato Texto y escriba ahí sus códigos."
        )
    return Issue(
        "node.second_name",
        message,
        Severity.WARNING,
        values={
            "code": node.code,
            "level": node.level,
            "name": str(node.facts.get("name_es", "")),
            "row": str(row),
            "known": str(known.facts.get("name_es", "")),
        },
    )
