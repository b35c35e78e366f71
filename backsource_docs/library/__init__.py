"""What the lawyers wrote: clauses, facts, recipes, figures."""
