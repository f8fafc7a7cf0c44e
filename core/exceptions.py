"""What a rule answers when it says no."""


class Refused(Exception):
    """A rule forbids the act. The message is a Vietnamese sentence for the user: what, where, what to do."""


class Superseded(Exception):
    """This worker was silent for so long that its job was given to another one: it stops and writes nothing."""
