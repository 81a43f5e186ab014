"""What is said unasked: its words, the question it opens, and whether it is still true when it goes out."""
