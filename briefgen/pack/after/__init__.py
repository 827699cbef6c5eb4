"""What is asked of a pack once it is printed.

Whether it still says what the facts say (`verify`), what another says otherwise (`compare`),
what a person changed in it (`taking_in`).
"""
