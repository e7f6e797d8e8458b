"""Papers that the site writes for bodies, each from plain facts, in the language of the region."""
