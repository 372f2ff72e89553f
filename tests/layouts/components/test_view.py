"""The question on a page: what its address says, what its query says, how it is told in words."""

from types import SimpleNamespace

from data_access.vocabulary.filters import Filters
from layouts.components.filter_words import FILTER_LABELS, filters_in_words
from layouts.components.view import View, address, with_fixed
from layouts.texts.catalogue import use_language

SPAIN = Filters(pais=("ESP",))


def test_what_the_address_says_is_not_repeated_in_the_query():
    view = View(filters=with_fixed(Filters(pais=("FRA",), moneda="COP"), SPAIN), fixed=SPAIN)
    assert view.filters.pais == ("ESP",)
    assert view.query == "moneda=COP"


def test_an_address_carries_query_and_language():
    assert address("/descargas/x.csv", "pais=ESP,FRA", lang="en") == (
        "/descargas/x.csv?pais=ESP,FRA&lang=en"
    )
    assert address("/", "") == "/"


def test_labels_come_from_the_options_and_unknown_values_stay():
    view = View(options={"pais": [SimpleNamespace(value="ESP", label="España", actions=3)]})
    assert view.label_of("pais", "ESP") == "España"
    assert view.label_of("pais", "ZZZ") == "ZZZ"


def test_every_filter_has_a_name():
    assert set(FILTER_LABELS) == set(Filters.__dataclass_fields__)


def test_a_question_in_words():
    filters = Filters(pais=("ESP",), anio_desde=2022, anio_hasta=2024, texto="agua")
    with use_language("es"):
        told = filters_in_words(filters, lambda _name, value: value.title())
    assert told == [
        ("País", "Esp"),
        ("Años", "2022 a 2024"),
        ("Texto", "«agua»"),
        ("Monto", "Comprometido"),
        ("Moneda", "Dólares (USD)"),
    ]


def test_years_in_words():
    def years(**said: int) -> str:
        with use_language("es"):
            return dict(filters_in_words(Filters(**said), lambda _name, value: value))["Años"]

    assert years(anio_desde=2022) == "desde 2022"
    assert years(anio_hasta=2022) == "hasta 2022"
    assert years(anio_desde=0, anio_hasta=0) == "Sin fecha"
