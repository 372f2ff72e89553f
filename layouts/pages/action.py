"""One record: what it is, with whom, its amounts and rates, and the row it came from."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.categories import MULTI_COUNTRY
from data_access.vocabulary.messages import N_
from layouts.components.filter_bar import query_link_id
from layouts.components.notices import demonstration_notice, missing_subject
from layouts.components.page_frame import page_frame
from layouts.components.receipt import source_words
from layouts.components.record_amounts import amounts_section
from layouts.components.record_origin import origin_sections
from layouts.components.record_relations import relations_section
from layouts.components.view import View, address
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import day
from layouts.texts.quantities import percentage

NAME = "action"
PATH_TEMPLATE = "/acciones/<clave>"
TITLE = N_("Registro")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = ()
RECORD = True
ROLES = {
    "lead": N_("líder"),
    "participant": N_("participante"),
    "funding": N_("financia"),
    "accountable": N_("responde"),
    "extending": N_("gestiona"),
    "implementing": N_("ejecuta"),
}


def layout(view: View, results: Mapping[str, MeasureResult], record: Any) -> html.Div:
    """The page of ``record``, which is None when the address names no record."""
    if record is None:
        sentence = _("Ese registro no existe o ya no está publicado.")
        parts = missing_subject(_("Registro no encontrado"), sentence)
        return page_frame(view, results, parts, has_filters=False)
    notice = [demonstration_notice()] if record.source.kind == "demonstration" else []
    children: list[Any] = [
        *notice,
        html.Nav(
            dcc.Link(
                _("Acciones"),
                href=address("/acciones", view.query),
                id=query_link_id("trail", "/acciones"),
            ),
            className="trail",
            **{"aria-label": _("Ruta")},
        ),
        html.Div(
            [
                html.Div(
                    [
                        html.P(_("Registro {code}", code=record.code), className="over-title"),
                        html.H1(record.title, tabIndex="-1", className="record-title"),
                        html.P(record.objective, className="lead-text")
                        if record.objective
                        else None,
                    ]
                ),
                html.Button(
                    _("Imprimir"), type="button", className="button", **{"data-action": "print"}
                ),
            ],
            className="page-title",
        ),
        html.Div(
            [_card(_("Ficha"), _facts(record)), _card(_("Quiénes"), _people(record))],
            className="card-grid",
        ),
        amounts_section(record),
        *relations_section(record),
        *origin_sections(record),
    ]
    return page_frame(view, results, children, has_filters=False)


def _card(title: str, body: Any) -> html.Section:
    return html.Section([html.H2(title), body], className="tile")


def _pairs(pairs: list[tuple[str, Any]]) -> html.Dl:
    absent = _("No reportado")
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value or absent)]) for name, value in pairs],
        className="facts",
    )


def _facts(record: Any) -> html.Dl:
    return _pairs(
        [
            (_("Etapa"), record.stage),
            (_("Modalidad"), record.modality),
            (_("Tipo de cooperación"), record.cooperation_type),
            (_("Dirección"), record.direction),
            (_("Clase de flujo"), _class(record)),
            (_("Inicio"), day(record.starts_on, long=True)),
            (_("Final"), day(record.ends_on, long=True)),
            (_("ODS"), _list([_sdg_words(sdg) for sdg in record.sdgs])),
            (_("Sectores CAD"), _list([_sector_words(sector) for sector in record.sectors])),
            (_("Territorios"), _list([name for _code, name in record.territories])),
            (_("Programa"), record.programme),
            (_("Beneficiarios"), record.beneficiaries),
        ]
    )


def _class(record: Any) -> Any:
    if not record.is_cancelled:
        return record.flow_class
    return [
        record.flow_class,
        html.Span(_("Su dinero no entra en ningún total."), className="note"),
    ]


def _people(record: Any) -> html.Dl:
    entities = [
        [dcc.Link(acronym, href=f"/entidades/{acronym}"), f" {name} ({_role(role)})"]
        for acronym, name, role in record.entities
    ]
    countries = [
        [
            dcc.Link(name, href=f"/paises/{code}") if code not in ("", MULTI_COUNTRY) else name,
            _share(share),
        ]
        for code, name, share in record.countries
    ]
    return _pairs(
        [
            (_("Entidades"), _list(entities)),
            (_("Aliados"), _list([_partner_words(partner) for partner in record.partners])),
            (_("Países"), _list(countries)),
            (_("Fuente"), source_words(record.source)),
        ]
    )


def _partner_words(partner: Mapping[str, Any]) -> list[Any]:
    words = " · ".join(word for word in (_role(partner["role"]), partner["country_name"]) if word)
    doubt = [" ", html.Span(_("por confirmar"), className="badge-plain")]
    return [
        dcc.Link(partner["name"], href=f"/aliados/{partner['partner_id']}"),
        f" ({words})",
        _share(partner["share_pct"]),
        *([] if partner["is_confirmed"] else doubt),
    ]


def _role(code: str) -> str:
    return translate(ROLES[code]) if code in ROLES else code


def _sdg_words(sdg: tuple[Any, ...]) -> str:
    code, name, is_main = sdg
    text = f"{code}. {name}"
    return _("{name} (principal)", name=text) if is_main else text


def _sector_words(sector: tuple[Any, ...]) -> str:
    code, name, purpose, share = sector
    detail = f" · {purpose}" if purpose else ""
    return f"{code} {name}{detail}{_share(share)}"


def _share(share: Any) -> str:
    return "" if share is None else f" · {percentage(share)}"


def _list(items: list[Any]) -> Any:
    return html.Ul([html.Li(item) for item in items]) if items else None
