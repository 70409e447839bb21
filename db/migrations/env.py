"""Alembic's way in. caseworker.schema supplies connection and metadata; there is no .ini file."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """A migration must not import the program that it will outlive: write the plain column type."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    version_table_schema="app" if connection.dialect.name == "postgresql" else None,
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
context.run_migrations()
