"""The Spanish texts of GLOBO's workbook."""

from data_access.importers.cooperation_columns import PARTY_KEYS, REQUIRED, Column
from data_access.vocabulary.messages import N_

TITLE = N_("GLOBO · Acciones de cooperación internacional")
DATA_SHEET = N_("Cooperación")

INSTRUCTIONS = (
    N_(
        "Escriba una acción por fila en la hoja «Cooperación». No cambie los encabezados; el orden "
        "de las columnas puede cambiar y las que sobren se ignoran."
    ),
    N_(
        "Son obligatorios el código, el título, la entidad y al menos un aliado o un país "
        "(encabezados oscuros)."
    ),
    N_(
        "El código identifica la acción para siempre: si vuelve a enviar el libro, la fila con el "
        "mismo código actualiza la acción y la que no cambió se queda igual. Nada se borra por no "
        "venir en el archivo."
    ),
    N_(
        "Varios valores en una celda se separan con punto y coma. Si conoce la parte de cada uno, "
        "escríbala con su signo: «España 60 %; Francia 40 %». Sin porcentajes se reparte por "
        "igual."
    ),
    N_(
        "Escriba los montos como números, sin símbolo, y la moneda en su columna. Una celda vacía "
        "quiere decir «no reportado»; cero quiere decir cero; «no valorado» quiere decir que "
        "nadie le puso precio."
    ),
    N_("Escriba las fechas como día/mes/año. La fecha del compromiso decide la tasa de cambio."),
    N_(
        "La hoja «Listas» tiene los valores que se aceptan y la hoja «Diccionario» explica cada "
        "columna."
    ),
    N_("Las filas grises cuyo código empieza por EJEMPLO no se cargan; puede borrarlas."),
    N_(
        "Lo que no se pueda cargar vuelve en otro libro con el motivo al lado de cada fila: "
        "corríjalo ahí mismo y envíelo de nuevo."
    ),
)
DICTIONARY_HEADERS = (
    N_("Columna"),
    N_("Obligatoria"),
    N_("Qué se escribe"),
    N_("Forma"),
    N_("Otros encabezados que se aceptan"),
)

_FORMS = {
    "text": N_("Texto"),
    "date": N_("Fecha (día/mes/año)"),
    "amount": N_("Número"),
    "list": N_("Uno o varios, con punto y coma"),
}
_FROM_LIST = N_("Un valor de la lista")
_YES = N_("Sí")
_NO = N_("No")
_ONE_OF_TWO = N_("Una de las dos")


def dictionary_row(column: Column) -> tuple[str, str, str, str, str]:
    """What the dictionary sheet tells about a column, in the order of its headers."""
    is_from_list = column.codelist and column.kind == "text"
    needed = _YES if column.key in REQUIRED else _ONE_OF_TWO if column.key in PARTY_KEYS else _NO
    return (
        column.header,
        needed,
        column.note,
        _FROM_LIST if is_from_list else _FORMS[column.kind],
        ", ".join(column.synonyms),
    )
