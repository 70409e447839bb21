"""The server knows the steps of a review: who may write what, at which stage."""

from alembic import op
from helpers import steps
from helpers.both_sides import run

BEFORE = "r0005"

revision = "r0006"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """On SQLite the boundary is the account: nothing there could enforce it."""
    if op.get_context().dialect.name == "sqlite":
        return
    connection = op.get_bind()
    run(connection, steps.STEPS)
    steps.keep(connection, "review", steps.RIGHTS)
    run(connection, "GRANT SELECT ON app.step_right TO mopac_user")
