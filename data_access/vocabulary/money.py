"""Scales at which money is kept, so that sums are sums of whole numbers and never drift."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from data_access.vocabulary.messages import N_

USD_SCALE = 6
"""US dollars are summed in millionths."""
COP_SCALE = 2
"""Colombian pesos are summed in hundredths."""


def quantize(amount: Decimal, scale: int) -> Decimal:
    """Round ``amount`` half up to ``scale`` decimal places."""
    return amount.quantize(_quantum(scale), rounding=ROUND_HALF_UP)


def whole(amount: Decimal) -> int:
    """``amount`` rounded half up to a whole number."""
    return int(amount.to_integral_value(ROUND_HALF_UP))


@cache
def _quantum(scale: int) -> Decimal:
    return Decimal(1).scaleb(-scale)


MOST_DOLLARS = 10**12
"""No amount of one record is worth more: all of Colombia makes less than half of it in a year (some
4 · 10^11), so more is a slip of digits or of the currency."""
MOST_UNITS = 2**62
"""Half of what the store can keep as a whole number: sums up to here never wrap around."""


class SumTooLarge(OverflowError):
    """Amounts add up to more than can be summed exactly; ``message`` says so in Spanish."""

    message = N_(
        "Los montos del registro sumarían más de lo que se puede sumar con exactitud (unos cuatro "
        "billones de dólares): no se cargó nada. Revise si sobran cifras en un monto o en una "
        "tasa, o si la moneda es otra, como pesos anotados como dólares."
    )

    def __init__(self, message: str = message, **values: str) -> None:
        """Keep the marked sentence and what fills it."""
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


def checked(units: float) -> None:
    """Raise :class:`SumTooLarge` where ``units`` are more than can be summed exactly."""
    if abs(units) > MOST_UNITS:
        raise SumTooLarge


MONEY_KINDS = ("committed", "disbursed", "counterpart", "expenditure", "planned", "incoming")
"""Kinds of amount that are summed; an incoming commitment is kept beside them."""
KINDS_OF_AMOUNT = {
    "comprometido": ("committed",),
    "desembolsado": ("disbursed",),
    "gastado": ("disbursed", "expenditure"),
    "programado": ("planned",),
    "entrante": ("incoming",),
}
"""What each choice of the filter ``monto`` adds up; no choice mixes what is not one thing."""
MONEY_COLUMNS = tuple(f"{kind}_{currency}" for currency in ("usd", "cop") for kind in MONEY_KINDS)
"""Columns of the summaries: first the dollars, then the pesos."""


def rated_mark(kind: str, currency: str) -> int:
    """The mark of a cell that holds an amount of ``kind`` with a worth in ``currency``."""
    return 1 << MONEY_COLUMNS.index(f"{kind}_{currency.lower()}")


def unrated_mark(kind: str, currency: str) -> int:
    """The mark of a cell with a reported amount that no rate turns into ``currency``."""
    return rated_mark(kind, currency) << len(MONEY_COLUMNS)


def unvalued_mark(kind: str) -> int:
    """The mark of a cell with something of ``kind`` on which nobody put a price."""
    return 1 << (2 * len(MONEY_COLUMNS) + MONEY_KINDS.index(kind))
