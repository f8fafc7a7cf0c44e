"""Forms of awards, a module for each subject."""
