"""Key points found in an open answer."""
