"""Guide and sample: what was asked, who was talked to, when nothing new came."""
