"""What a credential says, and what the official schemas object to in it."""

import base64
import json
from pathlib import Path

from joserfc.jwk import RSAKey
from jsonschema import Draft201909Validator


def schema(name):
    content = json.loads((Path(__file__).parent / "schemas" / f"ob_v3p0_{name}_schema.json").read_text())
    return Draft201909Validator(content, format_checker=Draft201909Validator.FORMAT_CHECKER)


def said(certificate):
    part = certificate.credential.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def pem(certificate):
    return RSAKey.import_key(certificate.region.issuer_keys.get(retired_at=None).public).as_pem(private=False)


def objections(certificate):
    return [f"{error.json_path}: {error.message}" for error in schema("achievementcredential").iter_errors(said(certificate))]
