"""What is kept about a person, for that person: all of it in a file, and its deletion."""
