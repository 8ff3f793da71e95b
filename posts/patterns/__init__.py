"""Which texts with gaps (文例) does the office keep, and how is a post written from one?"""
