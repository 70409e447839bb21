"""Views that are kept, and the order of the lists."""

BEFORE = "r0008"

revision = "r0009"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
