"""Making a language model and judging it: training, the acceptance set, review, scores, and swapping it in."""
