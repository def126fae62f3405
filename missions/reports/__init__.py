"""Read models of the missions’ pages: each a fixed number of queries."""
