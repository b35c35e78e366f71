"""Documents that stand beside a negotiated one and speak of it: term sheet, playbook, drafting notes."""
