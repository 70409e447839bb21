"""Questions to the database: a session goes in, frozen rows come out. A query never writes."""
