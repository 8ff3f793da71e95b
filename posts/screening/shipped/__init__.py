"""What stands in the lists of a new installation, before an administrator has changed anything?"""
