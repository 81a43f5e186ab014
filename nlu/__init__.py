"""Understanding: what a message means, with dates, times and names resolved against the clinic's own."""
