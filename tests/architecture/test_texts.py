"""Every word that a reader sees is marked for translation and exists in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from layouts.texts.extraction import Message, marked_messages, read_translations
from tests.architecture.sources import ROOT, ancestors, dotted, place, python_files, tree

MARKERS = {"_", "N_", "ngettext"}
COMPONENTS = {"html", "dcc", "dbc", "dag"}
VISIBLE = {
    "children", "title", "label", "placeholder", "alt", "header", "headerName", "aria-label",
    "text", "tooltip", "labelText",
}  # fmt: skip
SPANISH_SIGN = re.compile(r"[áéíóúñÁÉÍÓÚÑ¿¡«»]")
SPANISH_WORD = re.compile(
    r"\b(el|la|los|las|del|de|que|para|por|con|sin|una|según|más|este|esta|no hay)\b", re.I
)
WORD = re.compile(r"[^\W\d_]{2,}")
# A language is named in itself, and these names are the same in both.
SAME_IN_BOTH = {"GLOBO", "Español", "English", "CSV", "XLSX", "PNG", "ISO", "USD", "COP", "US$"}
PLACEHOLDER = re.compile(r"{(\w*)")


def unmarked(path: Path, *, is_screen: bool) -> list[str]:
    """The literals of a file that a reader would see in one language only.

    On a screen (layouts, callbacks, dashboard) any Spanish text counts, and any word given to a
    component; below, where headers and aliases of files are data, only sentences do.
    """
    module = tree(path)
    return [
        f"{place(path, node)} {node.value[:60]!r}"
        for node in _literals(module)
        if (_is_spanish(node.value) or _is_given_to_component(node) if is_screen
            else _is_sentence(node.value))
    ]  # fmt: skip


def _literals(module: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if node.value in SAME_IN_BOTH or isinstance(node.parent, ast.Expr):
            continue
        if not any(_is_marker(outer) for outer in ancestors(node)):
            yield node


def _is_marker(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return dotted(node.func) in MARKERS or dotted(node.func).startswith(("log.", "logger."))
    # Words against which texts are compared are never shown; a table `…_WORDS` is itself a
    # translation, of texts that come in English from somebody else's code.
    is_table = isinstance(node, ast.Assign) and dotted(node.targets[0]).endswith("_WORDS")
    return is_table or isinstance(node, ast.Compare)


def _is_spanish(text: str) -> bool:
    words = WORD.findall(text)
    if SPANISH_SIGN.search(text) and words:
        return not _is_identifier(text)
    return len(words) >= 3 and len(SPANISH_WORD.findall(text)) >= 1 and " " in text.strip()


def _is_sentence(text: str) -> bool:
    return bool(
        len(WORD.findall(text)) >= 4
        and SPANISH_WORD.search(text)
        and text.strip()[0].isupper()
        and text.rstrip()[-1] in ".:?!"
    )


def _is_identifier(text: str) -> bool:
    return bool(re.fullmatch(r"[\w./#:-]+", text)) and text.islower() and len(text) < 12


def _is_given_to_component(node: ast.Constant) -> bool:
    if not WORD.search(node.value):
        return False
    given: ast.AST = node
    while isinstance(given.parent, ast.List | ast.Tuple):
        given = given.parent
    if isinstance(given.parent, ast.keyword):
        owner = given.parent.parent
        is_seen = given.parent.arg in VISIBLE
    else:
        owner = given.parent
        is_seen = isinstance(owner, ast.Call) and given in owner.args[:1]
    if not (isinstance(owner, ast.Call) and is_seen):
        return False
    head, _, component = dotted(owner.func).partition(".")
    return head in COMPONENTS and component not in {"Store", "Location", "Link"}


def differences(marked: set[Message], translated: dict[Message, object]) -> list[str]:
    """What the translations lack, have too much, or say with other placeholders."""
    found = [f"no translation: {message!r}" for message in marked - translated.keys()]
    found += [f"nothing uses: {message!r}" for message in translated.keys() - marked]
    for message in marked & translated.keys():
        texts = translated[message]
        pairs = zip(
            message if isinstance(message, tuple) else (message,),
            texts if isinstance(texts, tuple | list) else (texts,),
            strict=True,
        )
        for source, text in pairs:
            if not text:
                found.append(f"no translation: {source!r}")
            elif sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(str(text))):
                found.append(f"other placeholders: {source!r}")
    return sorted(found)


def test_every_text_of_a_screen_is_marked():
    files = [
        path
        for path in python_files("dashboard", "callbacks", "layouts")
        if "cli" not in path.parts
    ]
    assert [line for path in files for line in unmarked(path, is_screen=True)] == []


def test_every_sentence_below_the_screens_is_marked():
    files = [path for path in python_files("data_access") if "sample" not in path.parts]
    assert [line for path in files for line in unmarked(path, is_screen=False)] == []


def hidden(path: Path) -> list[str]:
    """Texts marked inside an f-string, where their extraction does not look."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path}:{call.lineno}"
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext")
    ]


def test_no_text_is_marked_where_extraction_does_not_look(tmp_path: Path):
    planted = tmp_path / "planted.py"
    planted.write_text("said = f\"{_('Total')}: 3\"\n")
    assert len(hidden(planted)) == 1
    files = python_files("dashboard", "callbacks", "layouts", "data_access")
    assert [line for path in files for line in hidden(path)] == []


def test_both_languages_say_the_same():
    catalogue = {message.id: message.string for message in read_translations("en") if message.id}
    assert differences(set(marked_messages(ROOT)), catalogue) == []


@pytest.mark.parametrize(
    "line",
    [
        "html.P('Registros')",
        "html.Div([html.Span('x'), 'Limpiar'])",
        "dbc.Button(title='Cerrar')",
        "note = 'Cooperación'",
        "note = 'sin datos para mostrar'",
    ],
)
def test_an_unmarked_text_is_found(tmp_path: Path, line: str):
    path = tmp_path / "planted.py"
    path.write_text(f'"""Un módulo de prueba."""\n{line}\n')
    assert unmarked(path, is_screen=True)


def test_marked_texts_and_data_are_left_alone(tmp_path: Path):
    path = tmp_path / "planted.py"
    path.write_text("html.P(_('Registros'))\nhtml.Div(id='cuerpo', className='dos palabras')\n")
    assert unmarked(path, is_screen=True) == []
    path.write_text("N_('No se pudo leer la fila.')\nHEADERS = ('Fecha de inicio', 'País')\n")
    assert unmarked(path, is_screen=False) == []
    path.write_text("Issue('a.b', 'No se pudo leer la fila.')\n")
    assert len(unmarked(path, is_screen=False)) == 1


def test_a_difference_of_languages_is_found():
    marked: set[Message] = {"Hay {n}", "Sí", "No", ("{n} fila", "{n} filas")}
    english = {
        "Hay {n}": "There are {m}", "Sí": "", "Tal vez": "Maybe",
        ("{n} fila", "{n} filas"): ("{n} row", "{n} rows"),
    }  # fmt: skip
    assert differences(marked, english) == [
        "no translation: 'No'",
        "no translation: 'Sí'",
        "nothing uses: 'Tal vez'",
        "other placeholders: 'Hay {n}'",
    ]
