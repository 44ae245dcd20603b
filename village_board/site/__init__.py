"""The site for those far away: static pages of everything public, for a web space, a sub-path or a USB stick."""
