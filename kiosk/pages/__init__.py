"""The pages: what each place of the kiosk says. They read records, and know nothing of screens."""
