"""Which class of flow an action is of, by the rule of its day."""

from datetime import date

import pytest

from data_access.vocabulary.flows import (
    CANCELLED,
    LOANS,
    OFFERED,
    RECEIVED,
    UNCLASSED,
    CountingRule,
    class_of,
    rule_on,
)

RULE = CountingRule(
    date(2020, 1, 1),
    uncounted_stages=("cancelada",),
    received_directions=("recibida", "doble-via"),
    offered_directions=("ofrecida",),
    loan_finances=("prestamo",),
    loan_modalities=("financiera-reembolsable",),
)
LATER = CountingRule(date(2025, 1, 1), received_directions=("recibida",))


@pytest.mark.parametrize(
    ("facts", "flow_class"),
    [
        ({"direction": "recibida"}, RECEIVED),
        ({"direction": "doble-via"}, RECEIVED),
        ({"direction": "recibida", "finances": ["donacion"]}, RECEIVED),
        ({"direction": "recibida", "finances": ["donacion", "prestamo"]}, LOANS),
        ({"direction": "doble-via", "modality": "financiera-reembolsable"}, LOANS),
        ({"direction": "ofrecida"}, OFFERED),
        ({"direction": "ofrecida", "finances": ["donacion"]}, OFFERED),
        ({"direction": "ofrecida", "finances": ["prestamo"]}, UNCLASSED),
        ({"direction": "ofrecida", "modality": "financiera-reembolsable"}, UNCLASSED),
        ({"direction": "ofrecida", "finances": ["prestamo"], "stage": "cancelada"}, CANCELLED),
        ({"direction": ""}, UNCLASSED),
        ({"direction": "", "finances": ["prestamo"]}, UNCLASSED),
        ({"direction": "recibida", "stage": "cancelada"}, CANCELLED),
        ({"direction": "", "stage": "cancelada"}, CANCELLED),
    ],
)
def test_the_class_of_an_action(facts: dict, flow_class: str) -> None:
    said = {"stage": "ejecucion", "modality": "tecnica", "finances": [], **facts}
    assert class_of(RULE, **said) == flow_class


def test_without_a_rule_nothing_has_a_class() -> None:
    said = {"stage": "cancelada", "modality": "", "finances": []}
    assert class_of(None, direction="recibida", **said) == UNCLASSED


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(1999, 12, 31), RULE),
        (date(2020, 1, 1), RULE),
        (date(2024, 12, 31), RULE),
        (date(2025, 1, 1), LATER),
        (None, LATER),
    ],
)
def test_the_rule_of_a_day(day: date | None, rule: CountingRule) -> None:
    assert rule_on((RULE, LATER), day) is rule


def test_there_may_be_no_rule() -> None:
    assert rule_on((), date(2025, 1, 1)) is None
