"""The proofreader is proven by notices that are made apart from it."""
