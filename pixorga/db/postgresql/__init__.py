"""PostgreSQL as Django knows it, with one check less for each page."""
