"""Words that sound like an emergency: nobody in danger is to be asked for a date. Words, not diagnoses."""

from nlu.languages.en.red_flags.aftermath import aftermath, is_done, is_only_heard
from nlu.languages.en.red_flags.detect import danger_in, red_flag
from nlu.languages.en.red_flags.endangered import endangered, is_child

__all__ = ["aftermath", "danger_in", "endangered", "is_child", "is_done", "is_only_heard", "red_flag"]
