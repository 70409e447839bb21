"""The server knows the steps; what is looked at on the closed side is recorded."""

BEFORE = "r0005"

revision = "r0006"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
