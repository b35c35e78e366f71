"""What the parties told us: the deal file, typed and checked."""
