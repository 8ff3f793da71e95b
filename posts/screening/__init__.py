"""What is odd about a draft, told while it is being written and again before it is sent?"""
