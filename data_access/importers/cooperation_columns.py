"""The columns of GLOBO's own workbook: their headers, synonyms and place in a sheet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from data_access.importers.header_names import header_name
from data_access.importers.merged import spanned
from data_access.importers.reader import Cell, Merged, RawRow
from data_access.importers.repeated import Repeated
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold


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

KEY_BY_HEADER = {
    header_name(name): column.key
    for column in COLUMNS
    for name in (column.header, column.key, *column.synonyms)
}
OWN_HEADERS = frozenset(header_name(column.header) for column in COLUMNS)
HEADER_BY_KEY = {column.key: column.header for column in COLUMNS}
_ADDED = {fold(ORIGIN_HEADER), fold(REASON_HEADER), fold(REMEDY_HEADER)}
AMOUNT_KEYS = frozenset(column.key for column in COLUMNS if column.kind == "amount")
DAY_KEYS = tuple(column.key for column in COLUMNS if column.kind == "date")


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
    days_ahead: int = 0
    suggestions: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def header(self, key: str) -> str:
        """The header of column ``key`` as received, or the template's when it is absent."""
        place = self.positions.get(key)
        return HEADER_BY_KEY.get(key, key) if place is None else self.headers[place]

    def meant(self, header: str) -> str | None:
        """The column that is missing and that ``header`` names but for a sign such as %."""
        key = KEY_BY_HEADER.get(fold(header))
        return None if key is None or key in self.positions else HEADER_BY_KEY[key]

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
    def days(self) -> Sequence[int]:
        """The columns that hold days."""
        return [place for key, place in self.positions.items() if key in DAY_KEYS]

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


def key_of(header: str) -> str:
    """The key of the column that ``header`` names, "" when GLOBO reads none such."""
    return KEY_BY_HEADER.get(header_name(header.rstrip("*")), "")


def is_added(header: str) -> bool:
    """Whether ``header`` is one that GLOBO itself adds to the workbook of rejected rows."""
    return fold(header) in _ADDED
