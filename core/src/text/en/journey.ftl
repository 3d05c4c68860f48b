# The words of the journey.
