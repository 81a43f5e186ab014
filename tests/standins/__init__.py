"""Small servers of ours that speak the providers' interfaces over real HTTP, for tests and measurements.

They check what they are sent as the real interfaces do, keep a ledger, and fail as they are told to.
"""
