"""The disclosure catalogue (公开目录): what must be disclosed, how often, by whom."""
