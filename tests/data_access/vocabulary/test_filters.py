"""What an address or a command asks is applied or told, never passed over."""

import pytest

from data_access.vocabulary.filters import LIST_FILTERS, Filters

SINGLE = {
    "anio_desde": ("2020", "2021"),
    "anio_hasta": ("2020", "2021"),
    "moneda": ("COP", "USD"),
    "monto": ("gastado", "entrante"),
    "clase": ("creditos", "ofrecida"),
    "texto": ("agua", "aire"),
    "corte": ("2025-T3", "2025-T4"),
}
"""Two values of each filter that has only one."""


def test_every_filter_is_a_list_or_has_a_single_value() -> None:
    assert {*LIST_FILTERS, *SINGLE} == set(Filters.__dataclass_fields__)


@pytest.mark.parametrize(
    "query", ["anio=2020", {"anio": "2020"}, {"anio": ["2020"]}, "pais=ESP&anio=2020&lang=en"]
)
def test_a_name_that_is_no_filter_is_told_with_its_value(query: str | dict[str, str]) -> None:
    filters, issues = Filters.parse(query)
    assert (filters.anio_desde, filters.anio_hasta) == (None, None)
    assert [(issue.code, issue.severity) for issue in issues] == [("filter.unknown_name", "error")]
    assert issues[0].sentence == (
        "La dirección dice «anio=2020», pero no hay un filtro con ese nombre: esa parte no se "
        "aplicó."
    )


def test_an_address_full_of_them_is_answered_with_some() -> None:
    filters, issues = Filters.parse("&".join(f"a{n}=1" for n in range(1000)) + "&pais=ESP")
    assert filters == Filters(pais=("ESP",))
    assert len(issues) == 20


@pytest.mark.parametrize(
    "query", ["lang=en", "vista=sala", "utm_source=boletin&utm_campaign=x", "fbclid=1&gclid=2"]
)
def test_how_a_page_is_shown_and_where_its_reader_came_from_are_no_question(query: str) -> None:
    assert Filters.parse(query) == (Filters(), [])


@pytest.mark.parametrize("name", SINGLE)
def test_two_values_where_there_is_one_are_told_and_none_is_used(name: str) -> None:
    first, second = SINGLE[name]
    for query in (f"{name}={first}&{name}={second}", {name: [first, second]}):
        filters, issues = Filters.parse(query)
        assert filters == Filters()
        assert [(issue.code, issue.severity) for issue in issues] == [
            ("filter.given_twice", "error")
        ]
        assert f"({first}; {second})" in issues[0].sentence


@pytest.mark.parametrize("name", SINGLE)
def test_the_same_value_twice_is_one(name: str) -> None:
    value = SINGLE[name][0]
    filters, issues = Filters.parse(f"{name}={value}&{name}=+{value}+&{name}=")
    assert issues == []
    assert str(getattr(filters, name)) == value


def test_a_list_may_be_repeated() -> None:
    assert Filters.parse("pais=ESP&pais=FRA") == (Filters(pais=("ESP", "FRA")), [])


def test_more_values_than_there_is_room_for_are_not_dropped_as_if_nothing_were() -> None:
    _filters, issues = Filters.parse("ods=" + ",".join(map(str, range(61))))
    assert [(issue.code, issue.severity) for issue in issues] == [("filter.too_many", "error")]


def test_a_search_that_is_cut_is_told() -> None:
    filters, issues = Filters.parse({"texto": "a" * 201})
    assert filters.texto == "a" * 200
    assert [(issue.code, issue.severity) for issue in issues] == [("filter.too_long", "error")]
    assert Filters.parse({"texto": "a" * 200})[1] == []


def test_a_question_is_parted_in_what_is_known_and_what_is_not() -> None:
    filters = Filters(pais=("ESP",), anio_desde=2020, moneda="COP")
    known = ("pais", "moneda", "fuente")
    assert filters.only(known) == Filters(pais=("ESP",), moneda="COP")
    assert filters.beyond(known) == ("anio_desde",)
    everything = filters.only(Filters.__dataclass_fields__)
    assert everything is filters


@pytest.mark.parametrize("text", ["1899", "2101", "02020", "1" * 5000, "٢٠٢٠", "2020.0"])
def test_what_is_no_year_is_told_however_many_digits_it_has(text: str) -> None:
    filters, issues = Filters.parse({"anio_desde": text})
    assert filters == Filters()
    assert [issue.code for issue in issues] == ["filter.not_a_year"]
    assert issues[0].sentence.startswith(f"«{text[:80]}» no es un año entre 1900 y 2100")
