"""The roll-up (P30): one year of many villages, counted by each village's own rules and added."""
