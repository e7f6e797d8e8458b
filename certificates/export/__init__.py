"""A region's certificates as an archive takes them: a folder after BagIt (RFC 8493) that is understood without this site."""
