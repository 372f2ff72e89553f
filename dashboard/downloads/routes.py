"""Addresses that the world fetches: files of figures, and the server's health."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Response, jsonify, request, stream_with_context

from callbacks._edge import current_actor, current_language, permitted
from dashboard.downloads.listing import listing
from dashboard.downloads.refusals import refuse
from dashboard.exports.csv_tables import write_csv
from dashboard.exports.tables import RECORDS, ExportTable, measure_table
from dashboard.exports.xlsx_tables import MAX_ROWS, write_xlsx
from data_access.measures.catalogue import MEASURES
from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store import schema
from data_access.store.store import Store
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate

PREFIX = "/descargas"
ALIVE = "/salud"
ALIASES = {"registros": RECORDS}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(server: Flask, store: Store) -> None:
    """Add the downloads and the health answers to ``server``; each view tells its permission."""
    add = server.add_url_rule
    add(f"{PREFIX}/<name>.<kind>", "download", _view(lambda **key: _download(store, **key)))
    add(PREFIX, "downloads", _view(_list_downloads))
    add(ALIVE, "alive", _view(_alive))
    add("/listo", "ready", _view(lambda: _ready(store)))
    # Before whatever asks the store: a server that lives says so even when the store does not.
    server.before_request_funcs.setdefault(None, []).insert(
        0, lambda: _alive() if request.path == ALIVE else None
    )


def _view(function: Callable[..., Any]) -> Callable[..., Any]:
    checked = permitted(Permission.READ_PUBLISHED)(function)
    vars(checked)["permission"] = Permission.READ_PUBLISHED
    return checked


def _list_downloads() -> Response:
    return Response(listing(list(MEASURES.values()), PREFIX), mimetype="text/html")


def _alive() -> Response:
    return _uncached(jsonify(status="ok"))


def _ready(store: Store) -> Response:
    is_ready = schema.is_current(store)
    response = _uncached(jsonify(status="ok" if is_ready else "migrations pending"))
    response.status_code = 200 if is_ready else 503
    return response


def _download(store: Store, name: str, kind: str) -> Response:
    measure = MEASURES.get(ALIASES.get(name, name))
    if measure is None or kind not in ("csv", "xlsx"):
        refuse(404, N_("No hay una descarga con ese nombre. Elija una en la página «Datos»."))
    result = run_measure(
        store, current_actor(), measure.name, _filters(), language=current_language()
    )
    _check(result.issues)
    table = measure_table(result, address=request.url)
    file_name = f"globo_{measure.name.replace('.', '_')}_{result.as_of:%Y-%m-%d}.{kind}"
    if kind == "csv":
        return _attached(stream_with_context(write_csv(table)), "text/csv", file_name)
    return _attached(_workbook(table, result), XLSX_TYPE, file_name)


def _filters() -> Filters:
    filters, issues = Filters.parse(request.query_string.decode("utf-8", "replace"))
    _check(issues)
    return filters


def _check(issues: Any) -> None:
    wrong = [issue for issue in issues if issue.severity is Severity.ERROR]
    if wrong:
        refuse(400, " ".join(translate(issue.message, **issue.values) for issue in wrong))


def _workbook(table: ExportTable, result: MeasureResult) -> bytes:
    if len(result.rows) > MAX_ROWS:
        refuse(
            400,
            N_("Son más de {limit} filas: descárguelas como CSV o agregue filtros."),
            limit=f"{MAX_ROWS:,}",
        )
    return write_xlsx(table)


def _attached(body: Iterator[bytes] | bytes, mimetype: str, file_name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["Vary"] = "Cookie"
    return response


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
