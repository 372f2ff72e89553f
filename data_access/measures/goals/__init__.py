"""The arithmetic of goals: pure functions over plain facts, without the store."""
