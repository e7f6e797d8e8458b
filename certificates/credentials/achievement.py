"""A certificate as an Open Badges 3.0 AchievementCredential (https://www.imsglobal.org/spec/ob/v3p0/).

It says what the paper says, made of the same frozen facts, and nothing more: no mail address, no day of birth, no number of
the person, no private line of a plugin. Why it is made as it is: docs/decisions/credentials.md.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.credentials.addresses import issuer_address
from certificates.credentials.words import achievement_type, criteria, description, roles, title
from certificates.facts import CreditPrinted, Facts
from plugins.models import Region
from training.statement.words import unit_label

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

Json = dict[str, Any]


def achievement_credential(facts: Facts, *, region: Region, issued_at: datetime, status: Mapping[str, Any]) -> Json:
    """The credential with the claims of a token, in the language of the certificate.

    ``status`` is the entry of a status list. The subject is the certificate's holder, an address nobody else has, with the
    name as it is printed.
    """
    with translation.override(facts.language):
        subject = _subject(facts)
    moment, issuer = issued_at.replace(microsecond=0), issuer_address(region)
    return {
        "@context": CONTEXT,
        "id": facts.verification_url,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": title(facts),
        "issuer": {"id": issuer, "type": ["Profile"], "name": facts.issuer.organisation},
        "validFrom": moment.isoformat(),
        "awardedDate": moment.isoformat(),
        "credentialSubject": subject,
        "credentialStatus": dict(status),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "iss": issuer,
        "jti": facts.verification_url,
        "sub": subject["id"],
        "nbf": int(moment.timestamp()),
    }


def _subject(facts: Facts) -> Json:
    results = list(_results(facts))
    return {
        "id": f"{facts.verification_url}#holder",
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "hashed": False, "identityHash": facts.name, "identityType": "name"}],
        "activityStartDate": facts.start.isoformat(),
        "activityEndDate": facts.end.isoformat(),
        "licenseNumber": facts.serial,
        **({"role": roles(facts)} if facts.contributions else {}),
        "achievement": _achievement(facts, results),
        "result": [{"type": ["Result"], "resultDescription": result["id"], "value": value} for result, value in results],
    }


def _achievement(facts: Facts, results: list[tuple[Json, str]]) -> Json:
    identifiers = [_identifier(facts.event_code, "ext:eventCode")]
    identifiers += [_identifier(credit.reference, "ext:accreditation") for credit in facts.credits if credit.reference]
    return {
        "id": f"{facts.verification_url}#achievement",
        "type": ["Achievement"],
        "achievementType": achievement_type(facts),
        "name": title(facts),
        "description": description(facts),
        "criteria": {"narrative": criteria(facts)},
        "inLanguage": facts.language,
        "humanCode": facts.event_code,
        "otherIdentifier": identifiers,
        "resultDescription": [result for result, _value in results],
    }


def _results(facts: Facts) -> Iterator[tuple[Json, str]]:
    """What was earned with each body, and teaching units: the standard's own ``creditsEarned`` names no body."""
    if facts.hours:
        yield _result(facts, "hours", _("Teaching units of 45 minutes"), "ext:teachingUnits"), _number(facts.hours)
    for number, credit in enumerate(facts.credits, start=1):
        yield _result(facts, f"credit-{number}", _credit_name(credit), "ext:credits"), _number(credit.amount)


def _result(facts: Facts, name: str, label: str, kind: str) -> Json:
    return {"id": f"{facts.verification_url}#{name}", "type": ["ResultDescription"], "name": label, "resultType": kind}


def _credit_name(credit: CreditPrinted) -> str:
    """Body, unit, and what the body files it under, such as “Landesärztekammer Hessen: points, category C, 2760512…”."""
    category = _("category %(category)s") % {"category": credit.category} if credit.category else ""
    return f"{credit.body}: " + ", ".join(filter(None, [unit_label(credit.unit), category, credit.reference]))


def _identifier(value: str, kind: str) -> Json:
    return {"type": "IdentifierEntry", "identifier": value, "identifierType": kind}


def _number(amount: Any) -> str:
    return f"{amount.normalize():f}"
