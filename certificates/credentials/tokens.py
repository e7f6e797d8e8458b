"""Signing and reading JSON Web Tokens with RS256, the one algorithm that every verifier of Open Badges 3.0 must know (8.2.2).

The key is named by its address in ``kid`` and never put into the token: whoever reads one has to ask the issuer for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from joserfc.jws import extract_compact

if TYPE_CHECKING:
    from certificates.models import IssuerKey

ALGORITHM = "RS256"
KEY_BITS = 3072
"""BSI TR-02102-1 (2024-01), 3.4: 3000 bits and more for signatures that outlive 2023."""


class TokenError(Exception):
    """The token is not one, or not signed by a key it may be signed by. The message is a plain English clause."""


def new_key() -> RSAKey:
    """A private key that no one else has; it takes a second or so."""
    return RSAKey.generate_key(KEY_BITS)


def sign(payload: Mapping[str, Any], key: IssuerKey, *, kid: str) -> str:
    """The payload as a compact JWS. Raises UnreadableError when this installation's keys do not decrypt the private part."""
    if key.value is None:
        raise ValueError("A retired key signs nothing.")
    return jwt.encode({"alg": ALGORITHM, "kid": kid}, dict(payload), _private(key.value.reveal()), [ALGORITHM])


def read(token: str, public: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The payload of a token that one of these public keys signed. Raises TokenError.

    Which key is said by the last part of ``kid``, so that it is found when the address of the site has changed. What the token
    says of its own algorithm decides nothing.
    """
    known, kid = {_name(key["kid"]): RSAKey.import_key(dict(key)) for key in public}, _name(header(token).get("kid", ""))
    if kid not in known:
        raise TokenError("its key is not known here")
    try:
        return dict(jwt.decode(token, known[kid], [ALGORITHM]).claims)
    except (JoseError, ValueError) as exc:
        raise TokenError("its signature does not fit") from exc


def header(token: str) -> dict[str, Any]:
    """What the token says of itself, unchecked. Raises TokenError when it is no token."""
    try:
        return dict(extract_compact(token.encode()).headers())
    except (JoseError, ValueError) as exc:
        raise TokenError("it is not a signed token") from exc


def unchecked(token: str) -> dict[str, Any]:
    """The payload without any look at the signature. Raises TokenError when it is no token."""
    try:
        payload = json.loads(extract_compact(token.encode()).payload or b"")
    except (JoseError, ValueError) as exc:
        raise TokenError("it is not a signed token") from exc
    if not isinstance(payload, dict):
        raise TokenError("it is not a signed token")
    return payload


def _name(kid: Any) -> str:
    return str(kid).rstrip("/").rpartition("/")[2]


@lru_cache(maxsize=64)
def _private(pem: str) -> RSAKey:
    """Parsing checks a key for a tenth of a second, so each process does it once."""
    return RSAKey.import_key(pem)
