"""What is said differently in each language: one package a language."""
