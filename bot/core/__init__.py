"""What the whole conversation is made of: messages, state, context, commands, phrases, and the contracts around it."""
