"""The one exception that this project raises for what its user can mend."""


class StakegraphError(Exception):
    """Something is wrong with the input; the message says what, where and what to do."""
