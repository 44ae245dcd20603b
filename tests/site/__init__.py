"""The site: what stands on it, what does not, and how it is written."""
