"""Reads the Word file of a house style."""
