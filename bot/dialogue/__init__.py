"""The dialogue: which flow a message belongs to, what is asked, proposed and confirmed, and what is said after all."""
