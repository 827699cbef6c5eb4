"""The fact base: records, dates, reading and checking the tables, the store."""
