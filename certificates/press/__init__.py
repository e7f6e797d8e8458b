"""From a page and its design's files to a PDF.

It knows neither Django nor the site, so that a process which draws takes little memory and cannot reach the database.
"""

CREDENTIAL = "credential.jwt"
"""What the attached credential is called. Its media type is that of RFC 7519, 10.3.1."""
