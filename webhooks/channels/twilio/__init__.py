"""Twilio's SMS and WhatsApp: what comes in, what goes out, and in which ways it fails."""
