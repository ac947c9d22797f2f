"""The shipped templates as they were made the first time; from then on staff edit them in Word."""
