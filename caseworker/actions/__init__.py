"""One module for each job that users do. An action is one transaction and one journal entry."""
