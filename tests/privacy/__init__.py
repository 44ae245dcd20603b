"""The privacy gate is proven by papers that are made apart from it."""
