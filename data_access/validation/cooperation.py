"""Rules that a draft of a cooperation action must satisfy before it is saved."""

from collections.abc import Iterator
from decimal import Decimal

from data_access.vocabulary.drafts import ActionDraft, AmountDraft, Share
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

_AMOUNT_KINDS = ("committed", "disbursed", "counterpart")


def check(draft: ActionDraft) -> list[Issue]:
    """The errors of ``draft``; ``column`` of each names the field, such as ``ends_on``."""
    return [*_missing(draft), *check_dates(draft), *check_amounts(draft), *_shares(draft)]


def _missing(draft: ActionDraft) -> Iterator[Issue]:
    if not draft.external_id:
        yield Issue(
            "code.missing",
            N_("Falta el código. Dé a cada acción un código propio que no cambie."),
            column="code",
        )
    if not draft.title:
        yield Issue(
            "title.missing", N_("Falta el título. Escriba el nombre de la acción."), column="title"
        )
    if not draft.entities:
        yield Issue(
            "entity.missing",
            N_("Falta la entidad. Escriba la sigla de la entidad que lidera la acción."),
            column="entities",
        )
    if not draft.partners and not draft.countries:
        yield Issue(
            "partner.missing",
            N_("Falta con quién se coopera. Escriba al menos un aliado o un país."),
            column="partners",
        )


def check_dates(draft: ActionDraft) -> Iterator[Issue]:
    """An action does not end before it starts."""
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        yield Issue(
            "date.ends_before_start",
            N_(
                "La acción termina el {end}, antes de empezar el {start}. Corrija una de las dos "
                "fechas."
            ),
            column="ends_on",
            values={"end": draft.ends_on.isoformat(), "start": draft.starts_on.isoformat()},
        )


def other_currency(written: str, currency: str) -> Iterator[Issue]:
    """An amount beside which another currency is ``written`` than that of its row."""
    if written and currency and written != currency:
        yield Issue(
            "currency.conflict",
            N_("El monto dice {written} y la moneda de la fila es {currency}. Deje una sola."),
            values={"written": written, "currency": currency},
        )


def check_amounts(draft: ActionDraft) -> Iterator[Issue]:
    """What is reported is not below zero and has a currency."""
    for amount in draft.amounts:
        if amount.kind not in _AMOUNT_KINDS:
            raise ValueError(amount.kind)
        if amount.valuation == "reported":
            yield from _reported(amount)


def _reported(amount: AmountDraft) -> Iterator[Issue]:
    if amount.amount is None or amount.amount < 0:
        yield Issue(
            "amount.negative",
            N_(
                "El monto {amount} es negativo. Escriba un valor de cero o más, o deje la celda "
                "vacía si no se conoce."
            ),
            column=amount.kind,
            values={"amount": f"{amount.amount:f}" if amount.amount else "?"},
        )
    if not amount.currency:
        yield Issue(
            "currency.missing",
            N_(
                "Hay un monto sin moneda. Escriba la moneda con su código, por ejemplo "
                "USD, EUR o COP."
            ),
            column="currency",
        )


def _shares(draft: ActionDraft) -> Iterator[Issue]:
    for column, shares in (("countries", draft.countries), ("dac_sectors", draft.sectors)):
        if not _adds_up(shares):
            yield Issue(
                "share.not_100",
                N_("Los porcentajes no suman 100. Corríjalos, o bórrelos para repartir por igual."),
                column=column,
            )


def _adds_up(shares: tuple[Share, ...]) -> bool:
    given = [share.pct for share in shares if share.pct is not None]
    return not given or (len(given) == len(shares) and sum(given) == Decimal(100))
