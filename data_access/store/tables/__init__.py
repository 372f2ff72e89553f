"""Every table of the store; importing this package fills ``Base.metadata``."""

from data_access.store.tables import actions, catalogues, goals, imports, summaries
from data_access.store.tables.base import Base

__all__ = ["Base", "actions", "catalogues", "goals", "imports", "summaries"]
