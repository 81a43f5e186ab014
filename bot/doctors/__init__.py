"""The doctors' side: their own chats, their days, and what happens when one of them is away."""
