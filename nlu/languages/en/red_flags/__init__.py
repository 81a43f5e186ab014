"""Words that sound like an emergency: nobody in danger is to be asked for a date. Words, not diagnoses."""

from nlu.languages.en.red_flags.aftermath import Aftermath, aftermath
from nlu.languages.en.red_flags.detect import danger_in, red_flag
from nlu.languages.en.red_flags.endangered import Endangered, endangered

__all__ = ["Aftermath", "Endangered", "aftermath", "danger_in", "endangered", "red_flag"]
