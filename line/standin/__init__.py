"""What would LINE answer? A stand-in for its platform: a separate process, standard library only.

This is not LINE. It listens on loopback only and belongs to demonstrations and tests; the
production image does not contain it.
"""
