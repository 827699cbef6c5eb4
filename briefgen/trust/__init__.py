"""Signed fact updates: who may change what is printed, and what is let in from outside."""
