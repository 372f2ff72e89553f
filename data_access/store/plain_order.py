"""Texts in the order of their signs on every engine, whatever the language of its server."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class PlainOrder(GenericFunction[str]):
    """The text, compared by the codes of its signs."""

    type = String()
    inherit_cache = True

    def __init__(self, text: Any) -> None:
        super().__init__(text)


@compiles(PlainOrder)
def _as_it_is(element: PlainOrder, compiler: Any, **more: Any) -> str:
    # SQLite compares so already.
    return str(compiler.process(element.clauses, **more))


@compiles(PlainOrder, "postgresql")
def _collated(element: PlainOrder, compiler: Any, **more: Any) -> str:
    return f'{compiler.process(element.clauses, **more)} COLLATE "C"'
