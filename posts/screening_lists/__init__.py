"""Who changed which of the lists that screening goes by, when, and why?"""
