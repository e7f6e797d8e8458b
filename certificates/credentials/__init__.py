"""Certificates as Open Badges 3.0: what they say, how they are signed, where their issuer is found and which are revoked."""
