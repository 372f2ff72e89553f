"""The messages that the code marks, and the translation files that must hold each of them.

``python -m layouts.texts.extraction`` adds new messages, drops unused ones, and tells what is
left to translate.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from layouts.texts.catalogue import LANGUAGES, LOCALE_FOLDER, SOURCE_LANGUAGE

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "callbacks", "layouts", "data_access")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: GLOBO\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Message = str | tuple[str, ...]


def marked_messages(root: Path = ROOT) -> dict[Message, str]:
    """Every marked message of the packages under ``root`` → a ``file:line`` where it stands."""
    found: dict[Message, str] = {}
    for package in PACKAGES:
        folder = root / package
        for name, line, message, _comments, _context in extract_from_dir(
            folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            if message and message != "":
                key = tuple(message) if isinstance(message, tuple | list) else message
                found.setdefault(key, f"{package}/{name}:{line}")
    return found


def translation_file(code: str) -> Path:
    """The file that holds the translations into ``code``."""
    return LOCALE_FOLDER / code / "LC_MESSAGES" / "globo.po"


def read_translations(code: str) -> Catalog:
    """The file of ``code`` as Babel reads it; empty when it does not exist yet."""
    path = translation_file(code)
    with BytesIO(path.read_bytes() if path.exists() else b"") as stream:
        return read_po(stream, locale=code)


def update(code: str) -> int:
    """Rewrite the file of ``code`` with the messages marked today; return how many lack a text."""
    known = {message.id: message.string for message in read_translations(code) if message.id}
    catalogue = Catalog(locale=code)
    missing = 0
    for message in marked_messages():
        texts = known.get(message, "")
        catalogue.add(message, texts)
        missing += not (all(texts) if isinstance(texts, tuple | list) else texts)
    stream = BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, no_location=True, omit_header=True)
    text = _HEADER.format(language=code) + stream.getvalue().decode().lstrip("\n")
    translation_file(code).write_text(text, encoding="utf-8")
    return missing


if __name__ == "__main__":
    for target in LANGUAGES:
        if target != SOURCE_LANGUAGE:
            sys.stdout.write(f"{target}: {update(target)} messages without translation\n")
