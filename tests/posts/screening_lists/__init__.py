"""Are the lists kept by administrators only, and is every change kept?"""
