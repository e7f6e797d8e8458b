"""Papers that the site writes: PDF documents and workbooks, each from plain facts, in the language at hand."""
