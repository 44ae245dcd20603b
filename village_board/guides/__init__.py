"""Service guides, contacts, and explanations of items: what a villager needs to know to get something done."""
