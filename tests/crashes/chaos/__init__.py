"""Does sending keep its promises while everything beneath it dies at random instants?"""
