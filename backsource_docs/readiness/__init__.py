"""How ready a deal is for its way back: the steps of the method, scored from the deal, its drafts and its plan."""
