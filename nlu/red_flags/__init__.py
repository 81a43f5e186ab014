"""Words that sound like an emergency: nobody in danger is to be asked for a date. Words, not diagnoses."""

from nlu.red_flags.detect import red_flag

__all__ = ["red_flag"]
