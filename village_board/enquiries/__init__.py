"""Enquiries, requests for help, suggestions, complaints, and service cases: each with its limit, slip and answer."""
