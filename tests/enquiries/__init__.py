"""Enquiries and service cases."""
