"""What is told of money that a file brought into the totals, or took out, by its relations."""

from collections.abc import Iterator, Mapping

from data_access.services.family_tree import Money
from data_access.services.moved_money import Move
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_SHOWN = 10


def move_issues(
    move: Move, identifiers: Mapping[int, str], rows: Mapping[int, int], told: set[Severity]
) -> Iterator[tuple[Issue, int]]:
    """A warning where a tie moved the money, or where money that is back is not warned of yet.

    ``told`` is how much what is said of the record already weighs.
    """
    is_untold = move.is_in and Severity.WARNING not in told
    if move.components or move.keepers or is_untold:
        yield _issue(move, identifiers[move.action_id], _row(move, rows)), move.action_id


def words(money: Money) -> str:
    """Sums as a message writes them."""
    return ", ".join(f"{currency} {value:f}".strip() for currency, value in sorted(money.items()))


def _row(move: Move, rows: Mapping[int, int]) -> int | None:
    """The row of the record or, where the file has none, the first one of those tied to it."""
    others = sorted(rows[each] for each in move.components.values() if each in rows)
    return rows.get(move.action_id, others[0] if others else None)


def _issue(move: Move, identifier: str, row: int | None) -> Issue:
    names = [*(move.components or move.keepers)]
    shown = ", ".join(names[:_SHOWN] + ["…"] * (len(names) > _SHOWN))
    return Issue(
        "activity.counts_again" if move.is_in else "activity.counts_no_more",
        _message(move),
        Severity.WARNING,
        row=row,
        column="related-activity" if move.components else "iati-identifier",
        value=identifier,
        values={"value": identifier, "own": words(move.own)} | ({"names": shown} if names else {}),
    )


def _message(move: Move) -> str:
    if move.components:
        return _of_components(is_in=move.is_in)
    if move.keepers:
        return _of_keepers(is_in=move.is_in)
    return N_(
        "Los montos de la actividad {value} ({own}) no contaban, porque otras informaban los "
        "mismos, y ahora se suman al total. Compruebe que no haya dinero contado dos veces."
    )


def _of_components(*, is_in: bool) -> str:
    if is_in:
        return N_(
            "La actividad {value} ya no está unida a sus componentes {names}: sus montos ({own}), "
            "que no contaban por repetir los de ellos, ahora se suman a los de ellos. Si lo siguen "
            "siendo, importe un archivo que traiga la relación (related-activity)."
        )
    return N_(
        "La actividad {value} está ahora unida a {names} como componentes, que informan lo mismo "
        "en total: sus montos ({own}) salen del total. Compruebe que la relación sea cierta."
    )


def _of_keepers(*, is_in: bool) -> str:
    if is_in:
        return N_(
            "La actividad {value} ya no es la copia de lo que publica {names}: sus montos ({own}), "
            "que no contaban, ahora se suman. Compruebe que no haya dinero contado dos veces."
        )
    return N_(
        "La actividad {value} es ahora la copia de lo que publica {names}: sus montos ({own}) "
        "salen del total. Compruebe quién la publica (secondary-reporter)."
    )
