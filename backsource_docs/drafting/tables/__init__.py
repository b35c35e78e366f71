"""Tables that contracts, plans and letters build from the deal."""
