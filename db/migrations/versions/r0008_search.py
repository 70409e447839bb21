"""What is searched."""

BEFORE = "r0007"

revision = "r0008"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
