"""The shared database's own guard: people, rights, and the check that they hold."""
