"""The conversation: flows, the engine, the one turn pipeline, the one way out, the texts and the settings."""
