"""How is an emergency written in minutes: a level, an approved text with gaps, and its request?"""
