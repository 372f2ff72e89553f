"""Exchange rates: which one holds on a day, and what an amount is worth in dollars and pesos."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.store.tables.actions import ExchangeRate
from data_access.store.tables.catalogues import Place
from data_access.vocabulary.money import COP_SCALE, USD_SCALE, whole

ORDER_KEY = "rate_sources"
"""The place of the entity package in which its sources of rates stand, one a line."""


@dataclass(frozen=True)
class Rate:
    """What one unit was worth on a day, and who says so."""

    value: Decimal
    source: str


class Conversion(NamedTuple):
    """An amount in units of dollars and of pesos; None where no rate is known for its day."""

    usd: int | None
    cop: int | None
    usd_rate: Decimal | None
    cop_rate: Decimal | None
    rate_on: date | None
    rate_source: str


_Day = tuple[
    Decimal | None, Decimal | None, tuple[Decimal | None, Decimal | None, date | None, str]
]
"""Units of dollars for one of the currency, units of pesos for one of the dollar (of the currency
itself, when that is the peso), and what a conversion tells of its rates.
"""


class Rates:
    """Every known rate, to be asked by day; the sources of ``order`` hold before the others."""

    def __init__(
        self, rows: list[tuple[str, str, date, date, Decimal, str]], order: Sequence[str] = ()
    ) -> None:
        self._ranks = {source: rank for rank, source in enumerate(order)}
        ranges: dict[tuple[str, str], dict[str, list[tuple[date, date, Decimal]]]] = {}
        for currency, quote, start, end, rate, source in rows:
            by_source = ranges.setdefault((currency, quote), defaultdict(list))
            by_source[source].append((start, end, rate))
        self._ranges = {
            pair: [
                (source, sorted(items), sorted(item[0] for item in items))
                for source, items in by_source.items()
            ]
            for pair, by_source in ranges.items()
        }
        self._days: dict[tuple[str, date | None], _Day] = {}
        self._found: dict[tuple[str, str, date | None], Rate | None] = {}
        self._least: dict[tuple[str, int], Decimal] = {}

    def on(self, currency: str, quote: str, day: date | None) -> Rate | None:
        """The rate from ``currency`` to ``quote`` on ``day``, or the inverse of one the other way.

        That of the source that goes first holds, then the one of the fewest days; a rate goes
        before the inverse of one, and between equals the name of the source decides, so that
        every engine finds the same.
        """
        key = currency, quote, day
        if key not in self._found:
            self._found[key] = self._on(*key)
        return self._found[key]

    def _on(self, currency: str, quote: str, day: date | None) -> Rate | None:
        if currency == quote:
            return Rate(Decimal(1), "")
        if day is None:
            return None
        covering = [
            *self._covering((currency, quote), day, is_inverse=False),
            *self._covering((quote, currency), day, is_inverse=True),
        ]
        if not covering:
            return None
        _, _, is_inverse, source, value = min(covering)
        return Rate(1 / value if is_inverse else value, source)

    def least_worth(self, currency: str, dollars: int) -> Decimal:
        """The least of ``currency`` that is worth ``dollars`` by any of its rates; none is, when it
        has no rate.
        """
        least = self._least.get((currency, dollars))
        if least is None:
            most = self._most_dollars(currency)
            least = self._least[currency, dollars] = dollars / most if most else Decimal("Infinity")
        return least

    def _most_dollars(self, currency: str) -> Decimal:
        """What one of ``currency`` is worth by the rate that makes most of it, 0 without any."""
        if currency == "USD":
            return Decimal(1)
        direct = self._ranges.get((currency, "USD"), ())
        inverse = self._ranges.get(("USD", currency), ())
        return max(
            (
                *(value for _, ranges, _ in direct for _, _, value in ranges),
                *(1 / value for _, ranges, _ in inverse for _, _, value in ranges),
            ),
            default=Decimal(0),
        )

    def convert(self, amount: Decimal, currency: str, day: date | None) -> Conversion:
        """Dollars by the rate of the day; pesos by the dollars and the day's rate of the dollar.

        The units are those of ``USD_SCALE`` and ``COP_SCALE``.
        """
        known = self._days.get((currency, day))
        if known is None:
            known = self._days[currency, day] = self._day(currency, day)
        to_usd, to_cop, told = known
        usd = None if to_usd is None else amount * to_usd
        pesos_of = amount if currency == "COP" else usd
        cop = None if pesos_of is None or to_cop is None else pesos_of * to_cop
        return Conversion(
            None if usd is None else whole(usd), None if cop is None else whole(cop), *told
        )

    def _day(self, currency: str, day: date | None) -> _Day:
        """What :meth:`convert` needs of a day, kept because amounts share their days."""
        to_usd = self.on(currency, "USD", day)
        usd_to_cop = self.on("USD", "COP", day)
        sources = {rate.source for rate in (to_usd, usd_to_cop) if rate and rate.source}
        usd_rate = to_usd.value if to_usd else None
        cop_rate = usd_to_cop.value if usd_to_cop else None
        told = (
            usd_rate if currency != "USD" else None,
            cop_rate if currency != "COP" else None,
            day if sources else None,
            "; ".join(sorted(sources)),
        )
        to_usd_units = None if usd_rate is None else usd_rate.scaleb(USD_SCALE)
        if currency == "COP":
            return to_usd_units, Decimal(1).scaleb(COP_SCALE), told
        to_cop_units = None if cop_rate is None else cop_rate.scaleb(COP_SCALE - USD_SCALE)
        return to_usd_units, to_cop_units, told

    def _covering(
        self, pair: tuple[str, str], day: date, *, is_inverse: bool
    ) -> Iterator[tuple[int, timedelta, bool, str, Decimal]]:
        """The rate of each source that covers ``day``; the one that holds is the smallest."""
        for source, ranges, starts in self._ranges.get(pair, ()):
            index = bisect_right(starts, day) - 1
            if index < 0 or ranges[index][1] < day:
                continue
            start, end, value = ranges[index]
            rank = self._ranks.get(source, len(self._ranks))
            yield rank, end - start, is_inverse, source, value


def read_rates(session: Session) -> Rates:
    """Load every rate of the store."""
    columns = ExchangeRate.__table__.columns
    rows = session.execute(
        select(
            columns.currency_code,
            columns.quote_code,
            columns.valid_from,
            columns.valid_to,
            columns.rate,
            columns.rate_source,
        ).order_by(*ExchangeRate.__table__.primary_key)
    )
    return Rates([tuple(row) for row in rows], read_order(session))


def read_order(session: Session) -> list[str]:
    """The sources of rates that the entity package puts first, in their order."""
    listed = session.scalar(select(Place.value).where(Place.key == ORDER_KEY))
    return listed.splitlines() if listed else []
