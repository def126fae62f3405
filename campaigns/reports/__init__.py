"""What pages about campaigns show, read across models: dataclasses, a fixed number of queries each."""
