"""What a fictional action costs: log-normal amounts, some of them never valued or reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import log
from random import Random

from data_access.vocabulary.drafts import AmountDraft

_SMALLEST, _LARGEST = 20_000, 8_000_000
_MEDIAN = 240_000
_SPREAD = 1.1
_SIZES = {
    "financiera-reembolsable": 9.0, "financiera": 1.8, "financiera-no-reembolsable": 1.4,
    "becas": 0.4, "voluntariado": 0.3, "cultural": 0.4, "educativa": 0.5, "tecnica": 0.7,
}  # fmt: skip
_NEVER_VALUED = {
    "tecnica": 0.28, "cultural": 0.2, "voluntariado": 0.5, "en-especie": 0.25, "educativa": 0.2,
    "becas": 0.15, "cientifica-tecnologica": 0.15,
}  # fmt: skip
_RESOURCES = {"tecnica": "tecnica", "voluntariado": "tecnica", "en-especie": "especie"}
_EURO_COUNTRIES = {
    "ESP", "DEU", "FRA", "ITA", "NLD", "BEL", "AUT", "PRT", "IRL", "FIN", "LUX", "GRC", "EST",
}  # fmt: skip
_CURRENCIES = {"JPN": "JPY", "GBR": "GBP", "COL": "COP"}
_DOLLARS = {"USD": 1.0, "EUR": 1.1, "GBP": 1.27, "JPY": 0.0072, "COP": 0.00025}
_ROUNDING = {"USD": 500, "EUR": 500, "GBP": 500, "JPY": 100_000, "COP": 1_000_000}
_UNDER_WAY = {"ejecucion", "seguimiento", "cierre", "suspendida", "cancelada"}


@dataclass(frozen=True)
class Deal:
    """What the size of an amount depends on."""

    modality: str
    direction: str
    stage: str
    country: str
    starts_on: date | None
    ends_on: date | None


def draw_amounts(rng: Random, deal: Deal, cut_off: date) -> tuple[AmountDraft, ...]:
    """The commitment of a deal with its disbursements until ``cut_off`` and its counterpart."""
    currency = _currency(rng, deal)
    finance = "prestamo" if deal.modality == "financiera-reembolsable" else "donacion"
    resource = _RESOURCES.get(deal.modality, "dinero")
    valuation = _valuation(rng, deal)
    dollars = _dollars(rng, deal)
    total = _rounded(dollars, currency) if valuation == "reported" else None
    found = [
        AmountDraft("committed", total, currency, valuation, deal.starts_on, resource, finance)
    ]
    if total is not None and deal.stage in _UNDER_WAY and rng.random() < 0.7:
        found += [
            AmountDraft("disbursed", amount, currency, "reported", day, resource, finance)
            for amount, day in _disbursements(rng, deal, total, cut_off)
        ]
    if deal.direction != "ofrecida" and rng.random() < 0.35:
        share = rng.uniform(0.08, 0.45)
        found.append(
            AmountDraft(
                "counterpart", _rounded(dollars * share, "COP"), "COP", "reported",
                deal.starts_on, "dinero",
            )
        )  # fmt: skip
    return tuple(found)


def _currency(rng: Random, deal: Deal) -> str:
    if deal.starts_on is None:
        return "USD"
    if deal.country in _EURO_COUNTRIES:
        return "EUR" if rng.random() < 0.8 else "USD"
    if not deal.country:
        return "EUR" if rng.random() < 0.25 else "USD"
    return _CURRENCIES.get(deal.country, "USD") if rng.random() < 0.8 else "USD"


def _valuation(rng: Random, deal: Deal) -> str:
    if rng.random() < _NEVER_VALUED.get(deal.modality, 0):
        return "unvalued"
    missing = 0.4 if deal.stage == "identificacion" else 0.04
    return "not_reported" if rng.random() < missing else "reported"


def _dollars(rng: Random, deal: Deal) -> float:
    size = _SIZES.get(deal.modality, 1.0) * (0.3 if deal.direction == "ofrecida" else 1.0)
    return min(max(rng.lognormvariate(log(_MEDIAN * size), _SPREAD), _SMALLEST), _LARGEST)


def _rounded(dollars: float, currency: str) -> Decimal:
    step = _ROUNDING[currency]
    return Decimal(max(round(dollars / _DOLLARS[currency] / step), 1) * step)


def _disbursements(
    rng: Random, deal: Deal, total: Decimal, cut_off: date
) -> Sequence[tuple[Decimal, date]]:
    if deal.starts_on is None or deal.ends_on is None or deal.starts_on >= cut_off:
        return []
    last = min(deal.ends_on, cut_off)
    days = (last - deal.starts_on).days
    is_over = deal.stage == "cierre"
    paid_pct = rng.choice((100, 100, 100, 97, 92)) if is_over else rng.randrange(20, 85, 5)
    times = rng.randrange(1, 5)
    paid = (total * paid_pct / 100).quantize(Decimal(1))
    each = (paid / times).quantize(Decimal(1))
    return [
        (
            each if number < times else paid - each * (times - 1),
            deal.starts_on + timedelta(days=days * number // (times + 1)),
        )
        for number in range(1, times + 1)
    ]
