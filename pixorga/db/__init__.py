"""The ways to the database that every page takes, without what each page would pay again."""
