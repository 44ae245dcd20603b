"""The bot as a service of the machine: a unit for systemd."""
