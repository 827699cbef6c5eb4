"""The fact base in and out: spreadsheets, bibliographies, plain tables, the Data Package."""
