"""What must hold of the kiosk in a browser."""
