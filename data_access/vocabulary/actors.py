"""Who acts, with which permissions."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What an actor may do. Pages, callbacks, routes, services and measures each declare one."""

    READ_PUBLISHED = "read_published"
    IMPORT = "import"
    MANAGE_STORE = "manage_store"


@dataclass(frozen=True)
class Actor:
    """A person or process with its permissions; passed as an argument everywhere."""

    name: str
    permissions: frozenset[Permission]


PUBLIC = Actor("public", frozenset({Permission.READ_PUBLISHED}))
OPERATOR = Actor("operator", frozenset(Permission))
"""Whoever has the command line of the machine."""


def require(actor: Actor, permission: Permission) -> None:
    """Raise :class:`NotPermitted` unless ``actor`` has ``permission``."""
    if permission not in actor.permissions:
        raise NotPermitted(actor, permission)


class NotPermitted(Exception):
    """The actor lacks the permission that the act asks for."""

    def __init__(self, actor: Actor, permission: Permission) -> None:
        super().__init__(f"{actor.name} lacks {permission}")
        self.actor = actor
        self.permission = permission
