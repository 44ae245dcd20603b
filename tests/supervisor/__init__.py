"""What must hold of the supervisor of the hall's kiosk."""
