"""Letters: drafted from a template, edited as Markdown, written as PDF and as Word."""
