"""What understanding passes around: meanings, words with their places, the clinic's names, and what can go wrong."""
