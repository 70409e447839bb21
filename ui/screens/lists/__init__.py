"""What every list has: its grid, columns, filters, views, and what is done with many rows."""
