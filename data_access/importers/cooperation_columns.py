"""The columns of GLOBO's own workbook: their headers, synonyms and place in a sheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter

from data_access.importers.limits import SEARCHED_ROWS
from data_access.importers.merged import spanned
from data_access.importers.reader import Cell, Merged, RawRow, RawSheet
from data_access.importers.refusal import Refused, refuse
from data_access.importers.repeated import Repeated, numbered, places_by_key, repeated
from data_access.importers.unread_sheets import unread
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.runs import runs


@dataclass(frozen=True)
class Column:
    """A column: its ``key``, its Spanish ``header``, other headers, and a note for who fills it.

    ``codelist`` names the list of its drop-down; ``kind`` is text, date, amount or list.
    """

    key: str
    header: str
    note: str
    synonyms: tuple[str, ...] = ()
    codelist: str = ""
    kind: str = "text"
    width: int = 22


# fmt: off
COLUMNS = (
    Column("code", N_("Código"), N_(
        "Obligatorio. Código propio de la acción, único en el archivo y que no cambie: con él se "
        "reconoce la acción cuando vuelva a enviarla."),
        ("codigo de la accion", "codigo globo", "id", "identificador", "codigo interno"), width=16),
    Column("title", N_("Título"), N_("Obligatorio. Nombre de la acción de cooperación."),
           ("titulo de la accion", "nombre", "nombre de la accion", "nombre del proyecto",
            "proyecto", "accion", "iniciativa"), width=48),
    Column("objective", N_("Objetivo"), N_("Para qué se hace la acción, en una o dos frases."),
           ("objetivo general", "descripcion", "objeto"), width=48),
    Column("entities", N_("Entidad(es)"), N_(
        "Obligatorio. Sigla de la entidad que lidera; si hay más, sepárelas con punto y coma."),
        ("entidad", "entidades", "entidad distrital", "entidad lider", "entidad responsable",
         "entidades responsables", "sigla"), "entity", "list"),
    Column("partners", N_("Aliado(s)"), N_(
        "Con quién se coopera. Obligatorio si no hay país. Varios se separan con punto y coma; "
        "puede agregar su parte: «JICA 60 %; AFD 40 %»."),
        ("aliado", "aliados", "cooperante", "cooperantes", "socio", "socios", "donante", "donantes",
         "fuente de cooperacion", "organizacion", "aliados estrategicos"), "partner", "list", 34),
    Column("countries", N_("País(es)"), N_(
        "País de donde viene o a donde va la cooperación. Obligatorio si no hay aliado. Varios se "
        "separan con punto y coma, con su parte si la conoce: «España 60 %; Francia 40 %»."),
        ("pais", "paises", "pais cooperante", "pais de origen", "pais aliado", "pais socio"),
        "country", "list"),
    Column("cooperation_type", N_("Tipo de cooperación"), N_("Elija de la lista."),
           ("tipo", "tipo cooperacion"), "cooperation_type"),
    Column("modality", N_("Modalidad"), N_("Elija de la lista."),
           ("modalidad de cooperacion",), "modality"),
    Column("direction", N_("Dirección"), N_("Si la cooperación se recibe, se ofrece o ambas."),
           ("sentido", "direccion de la cooperacion", "rol", "via"), "direction", width=16),
    Column("stage", N_("Etapa"), N_("Etapa en que está la acción."), ("estado", "fase"), "stage",
           width=18),
    Column("starts_on", N_("Fecha de inicio"), N_("Día, mes y año: 31/12/2024."),
           ("inicio", "fecha inicio", "fecha inicial", "fecha de inicio"), kind="date", width=16),
    Column("ends_on", N_("Fecha de fin"), N_("Día, mes y año: 31/12/2024."),
           ("fin", "fecha fin", "fecha final", "fecha de terminacion", "fecha de finalizacion",
            "fecha de cierre"), kind="date", width=16),
    Column("committed", N_("Valor comprometido"), N_(
        "Valor acordado, en la moneda de la columna Moneda. Si es en especie o técnica y nadie le "
        "puso precio, escriba «no valorado». Vacío quiere decir «no reportado», no cero."),
        ("valor", "monto", "monto comprometido", "valor total", "monto total", "aporte",
         "valor del aporte", "compromiso"), kind="amount", width=20),
    Column("currency", N_("Moneda"), N_("Código de la moneda: USD, EUR, COP…"),
           ("tipo de moneda", "divisa"), "currency", width=12),
    Column("committed_on", N_("Fecha del compromiso"), N_(
        "Día en que se firmó o acordó el valor; con ella se elige la tasa de cambio."),
        ("fecha de firma", "fecha firma", "fecha de suscripcion", "fecha compromiso"),
        kind="date", width=20),
    Column("disbursed", N_("Valor desembolsado"), N_(
        "Valor entregado hasta hoy, en la misma moneda."),
        ("monto desembolsado", "desembolso", "desembolsos", "valor desembolso"), kind="amount",
        width=20),
    Column("disbursed_on", N_("Fecha del desembolso"), N_("Día del último desembolso."),
           ("fecha desembolso",), kind="date", width=20),
    Column("counterpart", N_("Contrapartida (COP)"), N_(
        "Lo que pone la ciudad, en pesos colombianos."),
        ("contrapartida", "contrapartida distrital", "contrapartida en pesos"), kind="amount",
        width=20),
    Column("resource", N_("Tipo de recurso"), N_("En qué se entrega: dinero, especie o técnica."),
           ("clase de recurso", "recurso"), "resource", width=18),
    Column("reimbursable", N_("Reembolsable"), N_(
        "«Sí» si es un préstamo; «No» si es una donación."),
        ("es reembolsable", "financiacion"), "reimbursable", width=14),
    Column("sdgs", N_("ODS"), N_(
        "Objetivos de Desarrollo Sostenible, por número; el primero es el principal: «11; 13»."),
        ("objetivo de desarrollo sostenible", "objetivos de desarrollo sostenible",
         "ods principal"), "sdg", "list", 14),
    Column("dac_sectors", N_("Sector CAD"), N_(
        "Código de tres cifras de la lista del CAD de la OCDE; varios con punto y coma y su parte: "
        "«430 70 %; 410 30 %»."),
        ("sector", "cad", "sector ocde", "sector cad ocde", "sectores cad"), "dac_sector_category",
        "list"),
    Column("territories", N_("Territorio"), N_("Dónde ocurre: localidades, ciudad o departamento."),
           ("territorios", "localidad", "localidades", "lugar", "cobertura"), "territory", "list"),
    Column("beneficiaries", N_("Población beneficiaria"), N_("A quién sirve la acción."),
           ("beneficiarios", "poblacion", "poblacion objetivo"), width=34),
    Column("programme", N_("Programa del plan"), N_(
        "Programa del plan de desarrollo al que aporta."),
        ("programa", "programa del plan de desarrollo", "programa pdd"), "plan_programme",
        width=34),
)
# fmt: on
REQUIRED = ("code", "title", "entities")
PARTY_KEYS = ("partners", "countries")
ORIGIN_HEADER = N_("Fila original")
REASON_HEADER = N_("Motivo")
REMEDY_HEADER = N_("Qué hacer")
EXAMPLE_MARK = "EJEMPLO"

_KEY_BY_HEADER = {
    fold(name): column.key
    for column in COLUMNS
    for name in (column.header, column.key, *column.synonyms)
}
_OWN_HEADERS = frozenset(fold(column.header) for column in COLUMNS)
_HEADER_BY_KEY = {column.key: column.header for column in COLUMNS}
_ADDED = {fold(ORIGIN_HEADER), fold(REASON_HEADER), fold(REMEDY_HEADER)}
AMOUNT_KEYS = frozenset(column.key for column in COLUMNS if column.kind == "amount")


@dataclass(frozen=True)
class Table:
    """A sheet whose header was found: ``positions`` of the known columns, headers as received.

    ``rows`` can be gone through once; in a text table each has at most ``width`` cells.
    ``suggestions`` keeps the labels nearest to an unknown text of a column.
    """

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    positions: Mapping[str, int]
    rows: Iterable[RawRow]
    merged: tuple[Merged, ...] = ()
    width: int = 0
    repeated: Repeated = field(default_factory=Repeated)
    suggestions: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def header(self, key: str) -> str:
        """The header of column ``key`` as received, or the template's when it is absent."""
        place = self.positions.get(key)
        return _HEADER_BY_KEY.get(key, key) if place is None else self.headers[place]

    def values(self, row: RawRow) -> dict[str, Cell]:
        """The cells of ``row`` by the key of their column, None beyond its end."""
        return dict(zip(self.positions, self._known_cells(self.padded(row)), strict=True))

    def padded(self, row: RawRow) -> Sequence[Cell]:
        """The cells of ``row``, with None up to the last header."""
        short = len(self.headers) - len(row.cells)
        return row.cells + [None] * short if short > 0 else row.cells

    @cached_property
    def _known_cells(self) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
        return itemgetter(*self.positions.values())

    @cached_property
    def spans(self) -> Mapping[int, int]:
        """The columns under a merged header, with that in which its name is."""
        return spanned(self.merged, self.header_row)

    @cached_property
    def received(self) -> Mapping[int, str]:
        """Headers by position, but for those that GLOBO itself added to rejected rows."""
        return {
            place: header
            for place, header in enumerate(self.headers)
            if header and not is_added(header)
        }

    @cached_property
    def unknown(self) -> Mapping[int, str]:
        """Headers by position of what GLOBO does not read; it stays in the source row."""
        known = set(self.positions.values())
        return {place: header for place, header in self.received.items() if place not in known}

    @cached_property
    def unread(self) -> Sequence[tuple[int, str]]:
        """Places under the header that GLOBO does not read, with or without a name of their own."""
        return [
            (place, self.unknown.get(place, f"({place + 1})"))
            for place, header in enumerate(self.headers)
            if place in self.unknown or not header
        ]


def is_added(header: str) -> bool:
    """Whether ``header`` is one that GLOBO itself adds to the workbook of rejected rows."""
    return fold(header) in _ADDED


def find_tables(sheets: Iterable[RawSheet], told: list[Issue]) -> Iterator[Table]:
    """The tables of the visible sheets that have every required column, each as it comes.

    The header may have instructions above it. ``told`` gets what is told of the sheets, among it
    what was not read of them. Raises ``Refused`` naming what is missing when no sheet has such a
    table.
    """
    incomplete: list[Table] = []
    left_out: list[Issue] = []
    is_found = False
    for sheet in sheets:
        told += sheet.issues
        if sheet.is_hidden:
            continue
        rows = iter(sheet.rows)
        first = list(islice(rows, SEARCHED_ROWS))
        table, above = _best_header(sheet, first, rows)
        if table is not None and not _missing(table):
            is_found = True
            told += above
            yield table
            continue
        left_out += _about_unread(sheet.name, table) if first else ()
        incomplete += [table] if table is not None else []
    if is_found:
        told += left_out
        return
    if incomplete:
        raise _missing_columns(max(incomplete, key=lambda table: len(table.positions)), told)
    raise refuse(
        "file.no_header",
        N_(
            "No se encontró la fila de encabezados. Use la plantilla de GLOBO: su hoja de datos "
            "empieza con las columnas {columns}."
        ),
        told,
        columns=", ".join(_HEADER_BY_KEY[key] for key in REQUIRED),
    )


def _best_header(
    sheet: RawSheet, first: Sequence[RawRow], rows: Iterator[RawRow]
) -> tuple[Table | None, list[Issue]]:
    """The table whose header names most columns, and what is told of a table above it."""
    candidates = [
        _as_header(sheet, row, chain(first[index:], rows))
        for index, row in enumerate(first, start=1)
    ]
    # Prose and lists also hold a word or two that are headers elsewhere.
    headers = [each for each in candidates if len(each.positions) >= 3]
    table = max(headers, key=lambda each: len(each.positions), default=None)
    return table, [] if table is None else _about_above(table, headers[0].header_row, first)


def _about_above(table: Table, first_header: int, rows: Iterable[RawRow]) -> list[Issue]:
    lost = [
        row.number
        for row in rows
        if first_header < row.number < table.header_row
        and any(cell is not None and str(cell).strip() for cell in row.cells)
    ]
    if not lost:
        return []
    return [
        Issue(
            "rows.above_header",
            N_(
                "La hoja tiene otro encabezado en la fila {other}, y lo que trae debajo (filas "
                "{rows}) no se leyó: se leyó desde el de la fila {row}. Deje una sola tabla por "
                "hoja."
            ),
            Severity.WARNING,
            sheet=table.sheet or None,
            row=lost[0],
            values={
                "other": str(first_header),
                "rows": runs(lost),
                "row": str(table.header_row),
            },
        )
    ]


def _about_unread(sheet: str, table: Table | None) -> Iterator[Issue]:
    if table is None:
        message = N_(
            "La hoja «{sheet}» trae datos y no se leyó: no tiene una fila con los encabezados de "
            "la plantilla. Si trae acciones, escríbalos."
        )
        return unread(sheet, message)
    message = N_(
        "La hoja «{sheet}» trae datos y no se leyó: en su fila {row} faltan las columnas "
        "{columns}. Si trae acciones, escriba esos encabezados."
    )
    return unread(sheet, message, row=str(table.header_row), columns=_named(_missing(table)))


def _as_header(sheet: RawSheet, row: RawRow, rows: Iterable[RawRow]) -> Table:
    names = [" ".join(str(cell).split()) if cell is not None else "" for cell in row.cells]
    # Signs are no part of a name: the template marks what is required with an asterisk.
    places = places_by_key(names, lambda name: _KEY_BY_HEADER.get(fold(name)), _OWN_HEADERS)
    return Table(
        sheet.name,
        row.number,
        numbered(names),
        {key: found[0] for key, found in places.items()},
        rows,
        sheet.merged,
        sheet.width(row),
        repeated(sheet.name, row.number, names, places),
    )


def _missing(table: Table) -> list[str]:
    missing = [_HEADER_BY_KEY[key] for key in REQUIRED if key not in table.positions]
    if not any(key in table.positions for key in PARTY_KEYS):
        missing.append(" / ".join(_HEADER_BY_KEY[key] for key in PARTY_KEYS))
    return missing


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in columns)


def _missing_columns(table: Table, told: Iterable[Issue]) -> Refused:
    return refuse(
        "file.missing_column",
        N_(
            "En la fila {row} faltan las columnas {columns}. Agréguelas o use la "
            "plantilla de GLOBO."
        ),
        told,
        row=str(table.header_row),
        columns=_named(_missing(table)),
    )
