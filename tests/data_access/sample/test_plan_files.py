"""The plan's files of the city's own package: whole, joined to each other, and honest."""

import csv
import json
import os
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.measures.catalogue import MEASURES
from data_access.sample.demonstration import demonstration
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Accumulation, Periodicity, Quarter
from data_access.vocabulary.packages import Package

Row = dict[str, str]

PLAN = DEFAULT_PACKAGE / "plan"
ROOT = Path(__file__).parents[3]
LAW = Path(
    os.environ.get("GLOBO_REAL_DATA", str(ROOT / ".." / "shared" / "data"))
) / "goals" / "pdd_2024_2027_strategic_goals.csv"  # fmt: skip
FAMILIES = {"cooperacion", "relacionamiento", "posicionamiento", "gobernanza"}
TOTALS = {"actions", "countries", "partners", "committed"}
YEARS = (2024, 2025, 2026, 2027)
NOT_PUBLIC = "Meta ilustrativa: las metas producto del programa 22 no son públicas."


def rows(name: str) -> list[Row]:
    with (PLAN / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def targets(row: Row) -> dict[int, Decimal]:
    return {year: number(row[f"meta_{year}"]) for year in YEARS if row[f"meta_{year}"]}


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package(DEFAULT_PACKAGE)


STRUCTURE = rows("structure.csv")
STRATEGIC = rows("strategic_goals.csv")
PRODUCTS = rows("programme_22.csv")
CATALOGUE = rows("international_indicators.csv")
INDICATORS = [*PRODUCTS, *(row for row in CATALOGUE if row["nivel"] == "indicador")]
BY_CODE = {row["codigo"]: row for row in INDICATORS}
REPORTS = rows("progress.csv")


def test_codes_are_unique_and_parents_exist():
    every = [*STRUCTURE, *STRATEGIC, *PRODUCTS, *CATALOGUE]
    codes = {row["codigo"] for row in every}
    assert len(codes) == len(every)
    assert {row["padre"] for row in every if row["padre"]} < codes
    assert {row["codigo"] for row in every if not row["padre"]} == {
        "O1", "O2", "O3", "O4", "O5", "IC", "IR", "IP", "IG",
    }  # fmt: skip


def test_the_tree_is_that_of_the_law(package: Package):
    names = {(item.codelist, item.code): item for item in package.codelists}
    prefix = {"objetivo": "plan_objective", "programa": "plan_programme"}
    assert Counter(row["nivel"] for row in STRUCTURE) == {
        "objetivo": 5, "programa": 39, "linea": 4, "componente": 4,
    }  # fmt: skip
    for row in STRUCTURE[:44]:
        printed = names[prefix[row["nivel"]], row["codigo"][1:]]
        assert (row["nombre"], row["nombre_en"]) == (printed.name_es, printed.name_en)
    assert {row["padre"] for row in STRUCTURE[44:]} == {"P22"}
    assert [row["codigo"] for row in STRUCTURE if row["proposito"]] == ["P22"]


def test_the_84_strategic_goals_hang_from_their_objectives():
    assert [row["codigo"] for row in STRATEGIC] == [str(number) for number in range(1, 85)]
    assert [count for _, count in sorted(Counter(row["padre"] for row in STRATEGIC).items())] == [
        21, 20, 10, 19, 14,
    ]  # fmt: skip
    english = STRATEGIC[45]
    assert (english["linea_base"], english["meta_final"]) == ("9,0", "35,0")
    assert {row["ilustrativo"] for row in STRATEGIC} == {"no"}


@pytest.mark.skipif(not LAW.exists(), reason="the law's table is absent: set GLOBO_REAL_DATA")
def test_every_printed_text_of_the_law_survives():
    with LAW.open(encoding="utf-8", newline="") as stream:
        printed = [list(row.values()) for row in csv.DictReader(stream)]
    assert printed == [
        [
            row["codigo"], row["padre"][1:], STRUCTURE[int(row["padre"][1:]) - 1]["nombre"],
            row["nombre"], row["fuente_linea_base"], row["anio_linea_base"], row["linea_base"],
            row["meta_final"],
        ]
        for row in STRATEGIC
    ]  # fmt: skip


def test_the_product_goals_are_fictional_and_say_so():
    assert [row["codigo"] for row in PRODUCTS] == [f"PG-{turn:02}" for turn in range(1, 19)]
    assert {(row["ilustrativo"], row["observaciones"]) for row in PRODUCTS} == {("si", NOT_PUBLIC)}


def test_the_product_goals_cover_lines_components_entities_types_and_periods():
    assert {row["padre"] for row in PRODUCTS} == {"P22-L1", "P22-L2", "P22-L3", "P22-L4"}
    assert {row["componente"] for row in PRODUCTS} == {"P22-C1", "P22-C2", "P22-C3", "P22-C4"}
    assert {row["entidad"] for row in PRODUCTS} == {
        "SG", "SDA", "SDIS", "SED", "SCRD", "SDSCJ", "IDT", "SDDE",
    }  # fmt: skip
    assert {row["anualizacion"] for row in PRODUCTS} == set(Accumulation)
    assert {row["periodicidad"] for row in PRODUCTS} == {"trimestral", "semestral", "anual"}


def test_the_catalogue_of_indicators_covers_the_four_families():
    indicators = [row for row in CATALOGUE if row["nivel"] == "indicador"]
    assert len(indicators) == 24
    assert {row["familia"] for row in indicators} == FAMILIES
    assert {row["ilustrativo"] for row in CATALOGUE} == {"si"}


def test_weights_add_to_100_under_each_parent():
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in INDICATORS:
        if row["vigente"] == "si":
            sums[row["padre"]] += number(row["ponderacion"])
    assert len(sums) == 8
    assert set(sums.values()) == {Decimal(100)}


def test_entities_exist(package: Package):
    named = {row["entidad"] for row in INDICATORS} - {""}
    shared = {name for row in INDICATORS for name in row["corresponsables"].split(";")} - {""}
    assert named | shared <= {entity.acronym for entity in package.entities}
    assert [row["codigo"] for row in INDICATORS if not row["entidad"]] == ["IG-03"]


@pytest.mark.parametrize(
    "row", [row for row in INDICATORS if targets(row)], ids=lambda row: row["codigo"]
)
def test_yearly_targets_lead_to_the_final_goal(row: Row):
    yearly, final = targets(row), number(row["meta_final"])
    if row["anualizacion"] == Accumulation.SUMA:
        assert sum(yearly.values()) == final
    else:
        assert yearly[max(yearly)] == final
    start, end = date.fromisoformat(row["fecha_inicio"]), date.fromisoformat(row["fecha_fin"])
    assert start.year == min(yearly)
    assert (max(yearly) == end.year) == (row["vigente"] == "si")


def test_what_the_register_feeds_asks_a_measure_that_exists(package: Package):
    fed = [row for row in INDICATORS if row["medida"]]
    assert [row["codigo"] for row in fed] == [
        "PG-01", "PG-02", "PG-06", "PG-13", "IC-01", "IC-02", "IC-03", "IR-01",
    ]  # fmt: skip
    assert {row["medida"].partition(":")[0] for row in fed} <= MEASURES.keys()
    assert {row["medida"].partition(":")[2] for row in fed} == TOTALS
    lists = {"direccion": "direction", "modalidad": "modality", "tipo_aliado": "partner_type"}
    for row in fed:
        filters, issues = Filters.parse(row["filtros_medida"])
        assert issues == []
        assert filters.query() == row["filtros_medida"]
        coded = [pair for pair in filters.pairs() if pair[0] != "clase"]
        assert all(value in package.codes(lists[name]) for name, value in coded)
        assert row["regla_conteo"]


def test_reports_are_of_due_quarters_of_known_indicators():
    keys = [(row["indicador"], Quarter(int(row["anio"]), int(row["trimestre"]))) for row in REPORTS]
    assert len(set(keys)) == len(keys)
    assert {quarter.code for _, quarter in keys} == {
        "2024-T3", "2024-T4", "2025-T1", "2025-T2", "2025-T3", "2025-T4", "2026-T1", "2026-T2",
        "2026-T3",
    }  # fmt: skip
    for code, quarter in keys:
        assert quarter.number in Periodicity(BY_CODE[code]["periodicidad"]).due_quarters
        assert quarter.last_day >= date.fromisoformat(BY_CODE[code]["fecha_inicio"])
    words = Counter(row["valor"] for row in REPORTS if not row["valor"][0].isdigit())
    assert words == {"No aplica": 2, "No reportado": 1}
    assert Decimal(0) in {number(row["valor"]) for row in REPORTS if row["valor"] not in words}
    assert sorted(BY_CODE.keys() - {code for code, _ in keys}) == [
        "IC-01", "IC-02", "IC-07", "IG-03", "IG-04", "IG-06", "IP-06", "IR-01", "IR-05", "PG-02",
        "PG-18",
    ]  # fmt: skip


def test_only_the_indicators_kept_for_their_fault_have_no_targets():
    without = {row["codigo"] for row in INDICATORS if not targets(row)}
    assert without == {"IC-07", "IR-05", "IP-06", "IG-06"}
    assert {BY_CODE[code]["vigente"] for code in without} == {"no"}


def test_money_is_cumulative_and_the_reserve_is_what_was_owed():
    by_key = {
        (row["codigo"], int(row["anio"]), int(row["trimestre"]), row["recurso"]): tuple(
            number(row[name]) if row[name] else None
            for name in ("apropiacion", "comprometido", "girado")
        )
        for row in rows("budgets.csv")
    }
    assert {code for code, *_ in by_key} < BY_CODE.keys()
    assert {recurso for *_, recurso in by_key} == {"vigencia", "reserva"}
    for (code, year, quarter, kind), (appropriation, committed, paid) in by_key.items():
        assert appropriation >= committed >= (paid or 0)
        before = by_key.get((code, year, quarter - 1, kind))
        assert before is None or (before[1] <= committed and (paid is None or before[2] <= paid))
        if kind == "reserva":
            _, owed, settled = by_key[code, year - 1, 4, "vigencia"]
            assert appropriation == owed - settled
    assert [key for key, (*_, paid) in by_key.items() if paid is None] == [
        ("PG-15", 2026, 3, "vigencia")
    ]


def test_contributions_are_of_actions_and_entities_that_took_part(package: Package):
    actions = {row.draft.external_id: row.draft for row in demonstration(package).rows if row.draft}
    claims: dict[tuple[str, ...], list[str]] = defaultdict(list)
    given = rows("action_goals.csv")
    for row in given:
        action = actions[row["accion"]]
        assert row["entidad"] in {ref.acronym for ref in action.entities}
        assert action.starts_on <= Quarter(int(row["anio"]), int(row["trimestre"])).last_day
        assert BY_CODE[row["indicador"]]["anualizacion"] == Accumulation.SUMA
        key = (row["accion"], row["indicador"], row["anio"], row["trimestre"], row["cantidad"])
        claims[key].append(row["entidad"])
    assert len(given) == 49
    assert len({key[:4] for key in claims}) == len(claims) == 40
    assert sum(len(entities) == 2 for entities in claims.values()) == 9


def test_what_actions_give_is_not_more_than_what_was_reported():
    reported = {(row["indicador"], row["anio"], row["trimestre"]): row["valor"] for row in REPORTS}
    given: dict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in rows("action_goals.csv"):
        key = (row["indicador"], row["anio"], row["trimestre"])
        given[key][row["accion"]] = number(row["cantidad"])
    unreported = given.keys() - reported.keys()
    assert unreported == {("PG-08", "2026", "2")}
    for key in given.keys() & reported.keys():
        assert sum(given[key].values()) <= number(reported[key])


def test_three_targets_were_changed_by_an_act_that_says_it_is_illustrative():
    changed = rows("reprogrammed.csv")
    assert [(row["indicador"], row["anio"], row["valor"]) for row in changed] == [
        ("PG-10", "2026", "45"), ("PG-11", "2026", "85"), ("IR-04", "2027", "28"),
    ]  # fmt: skip
    for row in changed:
        assert row["acto"].endswith("(ilustrativo)")
        assert int(row["anio"]) in targets(BY_CODE[row["indicador"]])
        assert date.fromisoformat(row["fecha"]) <= date(int(row["anio"]), 12, 31)


def test_parameters_are_read_as_json_with_a_note_in_both_languages():
    found = rows("parameters.csv")
    values = {row["clave"]: json.loads(row["valor"]) for row in found}
    assert values == {
        "light": ["0.50", "0.75", "1.25"],
        "constant": "mean",
        "plan_start": "in_force",
        "commitments_share": "0.80",
        "cut_calendar": {"due_days": 15, "closing_days": 30},
    }
    assert all(row["nota_es"] and row["nota_en"] for row in found)
    assert {row["vigente_desde"] for row in found} == {"2024-06-12"}


def test_cuts_open_the_day_after_their_quarter():
    cuts = rows("cuts.csv")
    assert len(cuts) == 14
    assert (cuts[0]["corte"], cuts[-1]["corte"]) == ("2024-T3", "2027-T4")
    for row in cuts:
        opens = Quarter.parse(row["corte"]).last_day + timedelta(days=1)
        assert date.fromisoformat(row["apertura"]) == opens
        assert date.fromisoformat(row["limite"]) == opens + timedelta(days=15)
        assert date.fromisoformat(row["cierre"]) == opens + timedelta(days=30)


def test_the_weights_of_the_index_are_public_and_add_to_100():
    index = rows("index.csv")
    assert len({row["componente"] for row in index}) == len(index) == 12
    assert sum(number(row["peso"]) for row in index) == 100
    for row in index:
        assert BY_CODE[row["indicador"]]["familia"] == row["familia"]
        if row["metodo"] == "minmax":
            assert number(row["minimo"]) < number(row["maximo"])
        else:
            assert (row["metodo"], row["minimo"], row["maximo"]) == ("meta", "", "")


def test_frameworks_name_their_files():
    frameworks = rows("frameworks.csv")
    assert {row["codigo"]: row["archivos"].split(";") for row in frameworks} == {
        "pdd-2024-2027": ["structure.csv", "strategic_goals.csv", "programme_22.csv"],
        "internacionalizacion": ["international_indicators.csv"],
    }
    assert all(row["inicio"] < row["fin"] for row in frameworks)
