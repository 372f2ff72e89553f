"""Texts in the order of their signs on every engine, whatever the language of its server."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class plain_order(GenericFunction[str]):  # noqa: N801 - a function of SQL is written so
    """The text, compared by the codes of its signs."""

    type = String()
    inherit_cache = True

    def __init__(self, text: Any) -> None:
        super().__init__(text)


@compiles(plain_order)
def _as_it_is(element: plain_order, compiler: Any, **more: Any) -> str:
    # SQLite compares so already.
    return str(compiler.process(element.clauses, **more))


@compiles(plain_order, "postgresql")
def _collated(element: plain_order, compiler: Any, **more: Any) -> str:
    return f'{compiler.process(element.clauses, **more)} COLLATE "C"'
