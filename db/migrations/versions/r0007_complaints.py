"""Complaints about MOPAC."""

BEFORE = "r0006"

revision = "r0007"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
