"""What the clinic does, one service a subject, asked by an actor; and what is planned, when, and who may not come."""
