"""The back office's screens of what makes a region's certificates believable: address, signature, keys."""
