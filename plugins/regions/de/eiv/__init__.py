"""Credits of physicians and psychotherapists sent to the EIV, the system in which German chambers collect points.

Its interface for organisers (OpenAPI “EIV FOBI - Veranstalter”, version 1.0 20260714-01, described by a third party; not tried
against the EIV itself): a token by VNR and password, then one call a person. The same EFN sent twice is one record, and points
are taken back by the same call without any. What came of a call is decided by the HTTP status alone.
"""
