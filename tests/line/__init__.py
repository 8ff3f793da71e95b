"""Do the door to LINE and its stand-in behave as LINE's documents say?"""
