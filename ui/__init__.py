"""The window: screens and widgets over the office. No rules live here."""
