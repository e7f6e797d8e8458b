"""Made-up certificates on which every design is tried and previewed: the usual one, and those that break a careless layout."""

from certificates.samples.making import LONG, credit, purposes_of, samples, snapshot
from certificates.samples.people import NAMES
from certificates.samples.pictures import LOGO, PICTURES, SIGNATURE, everything
from certificates.samples.words import WORDS

__all__ = [
    "LOGO",
    "LONG",
    "NAMES",
    "PICTURES",
    "SIGNATURE",
    "WORDS",
    "credit",
    "everything",
    "purposes_of",
    "samples",
    "snapshot",
]
