"""What a rule answers when it says no."""


class Refused(Exception):
    """A rule forbids the act. The message is a Vietnamese sentence for the user: what, where, what to do."""
