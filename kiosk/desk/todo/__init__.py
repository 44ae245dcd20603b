"""What is due, late, waiting for one's own hand or another's: every source yields tasks, the home shows them."""
