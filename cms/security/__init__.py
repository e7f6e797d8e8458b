"""Who comes into the back office, and what its own screens show of pages, files and people of other regions."""
