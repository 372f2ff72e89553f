"""The classes of flow that are never one sum, and the dated rule that says whose is which."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

RECEIVED = "recibida"
LOANS = "creditos"
OFFERED = "ofrecida"
UNCLASSED = "sin-clase"
CANCELLED = "canceladas"
"""The class of actions that are counted apart and whose money is in no total."""
OUTSIDE = "externa"
"""The class of everything that outside sources publish: their totals stay as published."""
EVERY_CLASS = "todas"
FLOW_CLASSES = (RECEIVED, LOANS, OFFERED, UNCLASSED)
GIFT_FINANCE = "donacion"
"""What the list of finance calls money that is not paid back."""
GIFT_MODALITY = "financiera-no-reembolsable"
CLASS_CHOICES = (*FLOW_CLASSES, CANCELLED, EVERY_CLASS)
"""What a question may ask for; no single sum answers the last one."""


@dataclass(frozen=True)
class CountingRule:
    """What counts of the city's register from ``valid_from`` on, by the codes of its lists.

    ``note_es`` and ``note_en`` say it in words for the receipts.
    """

    valid_from: date
    uncounted_stages: tuple[str, ...] = ()
    received_directions: tuple[str, ...] = ()
    offered_directions: tuple[str, ...] = ()
    loan_finances: tuple[str, ...] = ()
    loan_modalities: tuple[str, ...] = ()
    note_es: str = ""
    note_en: str = ""


def rule_on(rules: Sequence[CountingRule], day: date | None) -> CountingRule | None:
    """The rule in force on ``day``, of rules in the order of their days; what has no day goes by
    the last one, what is before all by the first. None without rules.
    """
    if not rules:
        return None
    if day is None or day >= rules[-1].valid_from:
        return rules[-1]
    return rules[max(bisect_right(rules, day, key=attrgetter("valid_from")) - 1, 0)]


def is_loan(rule: CountingRule, modality: str, finances: Iterable[str]) -> bool:
    """Whether a modality, or the finance of any amount, says that money is paid back."""
    return modality in rule.loan_modalities or not {*finances}.isdisjoint(rule.loan_finances)


def says_gift_and_loan(rule: CountingRule, modality: str, finances: Iterable[str]) -> bool:
    """Whether the modality says the one and the finance of an amount the other."""
    said = {*finances}
    if modality in rule.loan_modalities:
        return GIFT_FINANCE in said
    return modality == GIFT_MODALITY and not said.isdisjoint(rule.loan_finances)


def class_of(
    rule: CountingRule | None, *, stage: str, direction: str, modality: str, finances: Iterable[str]
) -> str:
    """The class of an action of the city's register.

    What is not said to be a loan needs not be paid back. Loans that are offered have no class of
    their own: they are neither added to what is given nor to what is owed.
    """
    if rule is None:
        return UNCLASSED
    if stage in rule.uncounted_stages:
        return CANCELLED
    is_paid_back = is_loan(rule, modality, finances)
    if direction in rule.received_directions:
        return LOANS if is_paid_back else RECEIVED
    if direction in rule.offered_directions and not is_paid_back:
        return OFFERED
    return UNCLASSED
