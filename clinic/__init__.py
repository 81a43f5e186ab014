"""What the clinic does: what is planned for an appointment, when it is due, and how likely its patient is to come."""
