"""Journeys of people through the three real programs."""
