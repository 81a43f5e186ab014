"""Words that sound like an emergency: nobody in danger is to be asked for a date. Words, not diagnoses."""

from nlu.languages.en.red_flags.aftermath import aftermath
from nlu.languages.en.red_flags.detect import danger_in, red_flag
from nlu.languages.en.red_flags.endangered import endangered

__all__ = ["aftermath", "danger_in", "endangered", "red_flag"]
