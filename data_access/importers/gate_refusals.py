"""The refusals of books, each with what to do."""

from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_


def damaged_workbook() -> Refused:
    """The refusal of a book that no program could read whole."""
    return refuse(
        "file.damaged",
        N_(
            "El libro está dañado o incompleto. Ábralo con Excel o LibreOffice, guárdelo de nuevo "
            "e inténtelo otra vez."
        ),
    )


def too_many_parts() -> Refused:
    """The refusal of an archive with more parts than a book has."""
    return refuse(
        "file.too_many_parts",
        N_(
            "El archivo tiene demasiadas partes internas para ser un libro de datos. Copie los "
            "datos a un libro nuevo y guárdelo."
        ),
    )


def macros() -> Refused:
    """The refusal of a book with programs inside."""
    return refuse(
        "file.macros",
        N_(
            "El libro trae macros, que no se aceptan por seguridad. Guárdelo como libro de Excel "
            "sin macros (.xlsx)."
        ),
    )


def encrypted() -> Refused:
    """The refusal of a book with a password."""
    return refuse(
        "file.encrypted",
        N_(
            "El libro está protegido con contraseña. Quite la contraseña (en Excel: Archivo, "
            "Información, Proteger libro) y guárdelo de nuevo."
        ),
    )


def binary() -> Refused:
    """The refusal of a book in the binary format of Excel."""
    return refuse(
        "file.binary_workbook",
        N_(
            "El libro está en el formato binario .xlsb, que GLOBO no lee. Ábralo con Excel o "
            "LibreOffice y guárdelo como .xlsx."
        ),
    )


def unusual_parts() -> Refused:
    """The refusal of a book whose parts the table parser would not find."""
    return refuse(
        "file.unusual_parts",
        N_(
            "El libro guarda sus partes internas en una carpeta en la que GLOBO no las busca. "
            "Ábralo con Excel o LibreOffice, guárdelo de nuevo e inténtelo otra vez."
        ),
    )


def not_supported() -> Refused:
    """The refusal of a kind of file that GLOBO does not read."""
    return refuse(
        "file.not_supported",
        N_(
            "No se reconoce el tipo de archivo. Envíe un libro .xlsx, .xls u .ods, una tabla .csv "
            "o un archivo .xml."
        ),
    )
