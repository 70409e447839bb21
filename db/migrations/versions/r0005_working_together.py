"""Who has a case open: a hint that ends by itself."""

BEFORE = "r0004"

revision = "r0005"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
