"""Learning checks: built and taken, graded, and measured by what each accrediting body asks of them."""
