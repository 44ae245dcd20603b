"""What each page of the site says; still without a language."""
