"""What kinds of post are there, and what does each of them ask for?"""
