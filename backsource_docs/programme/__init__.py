"""The timetable of an exit at work: its risk, its exports, its progress."""
