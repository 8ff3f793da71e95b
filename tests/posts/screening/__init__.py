"""Does screening find what it should, and keep silent where nothing is wrong?"""
