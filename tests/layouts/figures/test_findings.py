"""The sentences: who leads, ties, nothing, no money, invented data; in both languages."""

from decimal import Decimal

import pytest

from data_access.vocabulary.filters import Filters
from layouts.figures import findings, totals_findings
from layouts.figures.concentration_findings import concentration_finding
from layouts.figures.ranking import concentration_figure
from layouts.texts.catalogue import use_language
from tests.layouts.figures.answers import INVENTED, UNASSIGNED, answer, link, row


def say(name, *rows, **more):
    finding = findings.by_year_finding if name == "by_year" else findings.breakdown_finding
    return finding(answer(f"cooperation.{name}", list(rows), **more))


SPAIN = {"key": "ESP", "label": "España"}


def test_the_leader_its_share_and_what_has_no_country():
    text = say(
        "by_country",
        row(**SPAIN, value=12_300_000),
        row("FRA", 6_150_000, "Francia"),
        row(UNASSIGNED, 6_150_000, "Sin asignar"),
    )
    assert text == (
        "España reúne US$\xa012,3 millones, el 50\xa0% de lo comprometido entre 2 países; "
        "el 25\xa0% no registra país."
    )


def test_several_countries_at_once_are_told_and_do_not_lead():
    text = say("by_country", row("MUL", 75, "Varios países"), row(**SPAIN, value=25))
    assert text == (
        "España reúne US$\xa025, el 25\xa0% de lo comprometido; "
        "el 75\xa0% es de varios países a la vez."
    )


def test_ties():
    two = say("by_country", row(**SPAIN, value=5), row("FRA", 5, "Francia"))
    assert (
        two == "España y Francia empatan con US$\xa05, en cada caso el 50\xa0% de lo comprometido."
    )
    three = say("by_country", row("A", 1), row("B", 1), row("C", 1))
    assert three == "3 países empatan con US$\xa01, en cada caso el 33\xa0% de lo comprometido."


def test_the_chosen_kind_is_named():
    text = say("by_country", row(**SPAIN, value=5), filters=Filters(monto="desembolsado"))
    assert text == "España reúne US$\xa05, el 100\xa0% de lo desembolsado."


def test_nothing_answers():
    assert say("by_country", total={"actions": 0}) == "Ningún registro responde a estos filtros."


def test_no_money():
    text = say("by_entity", row("SDM", 0, actions=3), row("SDE", 0, actions=2))
    assert text == (
        "No hay montos de lo comprometido en la selección; "
        "donde más acciones hay es en SDM: 3 de 5."
    )


def test_invented_data_are_told_once_by_the_notice_of_the_page():
    text = say("by_country", row(**SPAIN, value=5), source=INVENTED)
    assert text == say("by_country", row(**SPAIN, value=5))
    assert "demostración" not in text


def test_years_compare_the_last_complete_two():
    text = say("by_year", row("2024", 20), row("2025", 30), row("2026", 40), row("0", 10))
    assert text == (
        "El año más alto es 2026: US$\xa040, el 40\xa0% de lo comprometido; "
        "2025 supera a 2024 en 50\xa0%; el 10\xa0% no tiene fecha."
    )
    assert "2025 queda 25\xa0% por debajo de 2024" in say(
        "by_year", row("2024", 40), row("2025", 30)
    )
    assert "2025 iguala a 2024" in say("by_year", row("2024", 40), row("2025", 40))


def test_growth_beyond_ten_times_is_told_as_an_amount():
    assert "2025 supera a 2024 en 1.000\xa0%" in say("by_year", row("2024", 4), row("2025", 44))
    assert "2025 supera a 2024 en US$\xa041;" in say(
        "by_year", row("2024", 4), row("2025", 45), row("0", 51)
    )


@pytest.mark.parametrize("before", [0, -5])
def test_a_year_is_not_compared_with_one_that_has_nothing(before):
    assert "2024" not in say("by_year", row("2024", before), row("2025", 30))


def test_a_share_of_a_total_that_is_not_positive_is_not_written():
    years = say("by_year", row("2024", 10), row("2025", -30))
    assert years == "El año más alto es 2024: US$\xa010 de lo comprometido."
    countries = say("by_country", row(**SPAIN, value=10), row("FRA", -30), row(UNASSIGNED, 5))
    assert countries == "Donde más hay de lo comprometido es en España: US$\xa010."


def test_no_share_is_beyond_the_whole():
    text = say("by_country", row(**SPAIN, value=120), row("FRA", -20))
    assert text == "Donde más hay de lo comprometido es en España: US$\xa0120."


def test_returned_money_leads_nothing():
    returned = row(**SPAIN, value=-10)
    assert say("by_country", returned) == (
        "Ninguna categoría tiene un monto positivo de lo comprometido."
    )
    assert say("by_year", row("2024", -10), row("0", -3)) == (
        "Ningún año tiene un monto positivo de lo comprometido."
    )


def test_flows_name_the_largest_of_each_kind():
    rows = [
        link("pais=ESP", "entidad=SDM", 10),
        link("pais=FRA", "entidad=SDM", 2),
        link("pais=otros", "entidad=SDM", 99),
        link("pais=sin-asignar", "entidad=SDM", 99),
        link("entidad=SDM", "sector_cad=210", 12),
    ]
    assert findings.flows_finding(answer("cooperation.flows", rows)) == (
        "El mayor flujo va de Esp a Sdm: US$\xa010; de las entidades a los sectores, "
        "de Sdm a 210: US$\xa012."
    )


def test_concentration():
    total = {
        "actions": 9, "hhi": Decimal("0.25"), "top5_share": Decimal("0.8"), "partners": 12,
    }  # fmt: skip
    rows = [row(str(n), 16, share=Decimal("0.16")) for n in range(5)]
    result = answer("cooperation.concentration", rows, total=total)
    assert concentration_finding(result) == (
        "Los cinco aliados mayores reúnen el 80\xa0% de lo comprometido entre 12 aliados; "
        "índice HHI 0,25 (1 sería uno solo)."
    )


@pytest.mark.parametrize(
    ("partners", "value", "text"),
    [
        (5, "100", "Solo 5 aliados reúnen lo comprometido; índice HHI 0,45 (1 sería uno solo)."),
        (
            5, "500", "Solo 5 aliados reúnen lo comprometido con aliado conocido; índice HHI 0,45 "
            "(1 sería uno solo). Eso es el 20\xa0% de lo comprometido.",
        ),
        (
            12, "500", "Los cinco aliados mayores reúnen el 100\xa0% de lo comprometido con aliado "
            "conocido entre 12 aliados; índice HHI 0,45 (1 sería uno solo). Eso es el 20\xa0% de "
            "lo comprometido.",
        ),
        (
            1, "500", "Un solo aliado reúne todo lo comprometido con aliado conocido (HHI 0,45). "
            "Eso es el 20\xa0% de lo comprometido.",
        ),
        # What was returned makes the whole less than what partners brought.
        (5, "90", "Solo 5 aliados reúnen lo comprometido; índice HHI 0,45 (1 sería uno solo)."),
    ],
)  # fmt: skip
def test_concentration_says_of_how_much_it_speaks(partners: int, value: str, text: str):
    total = {
        "actions": 9, "hhi": Decimal("0.45"), "top5_share": Decimal(1), "partners": partners,
        "assigned": Decimal(100), "value": Decimal(value),
    }  # fmt: skip
    rows = [row(str(n), 20, share=Decimal("0.2")) for n in range(min(partners, 5))]
    result = answer("cooperation.concentration", rows, total=total)
    assert concentration_finding(result) == text


TOTAL = {
    "actions": 1, "partners": 1, "countries": 2, "committed": Decimal(1_500_000),
    "disbursed": Decimal(0), "unvalued": 1, "unpriced": 1,
    "unreported": 0,
}  # fmt: skip


def test_totals_with_singular_and_plural():
    assert totals_findings.totals_finding(answer("cooperation.totals", [], total=TOTAL)) == (
        "1 acción con 1 aliado de 2 países: US$\xa01,5 millones comprometidos y US$\xa00 "
        "desembolsados; 1 acción no tiene ningún monto reportado, contrapartidas aparte "
        "(1 sin valorar y 0 no reportadas)."
    )
    many = {**TOTAL, "unvalued": 61, "unpriced": 50, "unreported": 11}
    assert totals_findings.totals_finding(answer("cooperation.totals", [], total=many)).endswith(
        "; 61 acciones no tienen ningún monto reportado, contrapartidas aparte (50 sin "
        "valorar y 11 no reportadas)."
    )
    unknown = {**TOTAL, "disbursed": None, "unvalued": 0} | {
        "lacking": {"committed": {"unvalued": 1}, "disbursed": {"unrated": 2}}
    }
    assert totals_findings.totals_finding(answer("cooperation.totals", [], total=unknown)) == (
        "1 acción con 1 aliado de 2 países: comprometido, US$\xa01,5 millones; desembolsado, sin "
        "tasa. No suman: Comprometido: 1 acción sin valorar; Desembolsado: 2 acciones sin tasa."
    )


def test_a_sentence_tells_what_its_sum_leaves_out_or_why_there_is_none():
    result = answer("cooperation.by_country", [row("ESP", 75, "España"), row("FRA", None)])
    result.total["lacking"] = {"value": {"unrated": 1, "unvalued": 2}}
    told = findings.breakdown_finding(result)
    assert told.endswith("No suma 1 acción sin tasa y 2 sin valorar.")
    result.total["unvalued"] = 2
    assert findings.breakdown_finding(result) == told
    result.total["unvalued"] = 5
    assert findings.breakdown_finding(result) == (
        f"{told} En total, 5 acciones no tienen ningún monto reportado, contrapartidas aparte."
    )
    result = answer("cooperation.by_country", [row("FRA", None, "Francia")])
    result.total["lacking"] = {"value": {"unrated": 638}}
    assert findings.breakdown_finding(result) == (
        "No se conoce la suma de lo comprometido: 638 acciones sin tasa; donde más acciones hay "
        "es en Francia: 1 de 1."
    )


def test_quality_tells_the_least_complete_source():
    rows = [
        {"key": "a", "label": "A", "actions": 2, "filled_share": Decimal("0.9")},
        {"key": "b", "label": "B", "actions": 3, "filled_share": Decimal("0.5")},
    ]
    total = {
        "actions": 5, "unclassed": 3, "unmatched": 1, "unvalued": 2, "undated": 0, "unconverted": 0,
    }  # fmt: skip
    assert totals_findings.quality_finding(answer("data_quality.by_source", rows, total=total)) == (
        "La fuente menos completa es B: 50\xa0% de los campos requeridos; de 5 acciones, 3 sin "
        "clase de flujo, 2 sin monto reportado, 0 sin fecha, 1 con aliado por confirmar y 0 sin "
        "tasa de cambio."
    )


def test_english():
    with use_language("en"):
        text = say(
            "by_country", row("ESP", 75, "Spain"), row("FRA", 15, "France"), row(UNASSIGNED, 10)
        )
        assert text == (
            "Spain holds US$\xa075, 75% of the money committed among 2 countries; "
            "10% records no country."
        )
        assert totals_findings.totals_finding(answer("cooperation.totals", [], total=TOTAL)) == (
            "1 action with 1 partner from 2 countries: US$\xa01.5 million committed and US$\xa00 "
            "disbursed; 1 action has no reported amount, counterparts aside "
            "(1 not valued and 0 not reported)."
        )


@pytest.mark.parametrize("dimension", sorted(findings.THINGS))
def test_every_dimension_has_its_words(dimension):
    assert all(findings.THINGS[dimension])


def test_a_concentration_without_known_amounts_says_why():
    total = {"actions": 3, "value": None, "hhi": None, "lacking": {"value": {"unrated": 3}}}
    result = answer("cooperation.concentration", [], total=total)
    assert concentration_finding(result) == (
        "No se conoce la suma de lo comprometido: 3 acciones sin tasa."
    )
    text = concentration_figure(result, "claro")["layout"]["annotations"][0]["text"]
    assert text == "No hay montos que dibujar"
