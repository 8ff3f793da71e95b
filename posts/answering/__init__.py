"""What did screening find in a post, and what did its drafters answer?"""
