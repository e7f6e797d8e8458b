"""Plainly fictional accounts to try the site with. They exist where DEBUG is on, and nowhere else.

Like everybody they sign in with a code sent by mail; staff also need the code of their authenticator, shown at /dev/otp/.
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from cms.models import User
from cms.security.second_factor import enrol
from plugins.models import Region, RegionGroup
from training.models import Person


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    region: str = ""
    role: str = ""
    profession: str = ""


ACCOUNTS = (
    Account("admin@samkurs.example", "Demo-Verwaltung"),
    Account("redaktion.hessen@samkurs.example", "Demo-Redaktion Hessen", "hessen", RegionGroup.Role.EDITORS),
    Account("organisation.hessen@samkurs.example", "Demo-Organisation Hessen", "hessen", RegionGroup.Role.ORGANISERS),
    Account("redaktion.sachsen@samkurs.example", "Demo-Redaktion Sachsen", "sachsen", RegionGroup.Role.EDITORS),
    Account("organisation.sachsen@samkurs.example", "Demo-Organisation Sachsen", "sachsen", RegionGroup.Role.ORGANISERS),
    Account("redaktion.mv@samkurs.example", "Demo-Redaktion M-V", "mecklenburg-vorpommern", RegionGroup.Role.EDITORS),
    Account("organisation.mv@samkurs.example", "Demo-Organisation M-V", "mecklenburg-vorpommern", RegionGroup.Role.ORGANISERS),
    Account("redaktion.danmark@samkurs.example", "Demo-Redaktion Danmark", "danmark", RegionGroup.Role.EDITORS),
    Account("kurser.danmark@samkurs.example", "Demo-Kursusteam Danmark", "danmark", RegionGroup.Role.ORGANISERS),
    Account("redaktion.kronoberg@samkurs.example", "Demo-Redaktion Kronoberg", "kronoberg", RegionGroup.Role.EDITORS),
    Account("utbildning.kronoberg@samkurs.example", "Demo-Utbildning Kronoberg", "kronoberg", RegionGroup.Role.ORGANISERS),
    Account("hebamme@samkurs.example", "Hanna Demo-Hebamme", profession="midwife"),
    Account("aerztin@samkurs.example", "Dr. Anna Demo-Ärztin", profession="physician"),
)


def create_staff() -> None:
    """The office's people, each in the group of their region and with a second factor."""
    for account in ACCOUNTS:
        if not account.profession:
            enrol(_create_user(account))


def create_professionals() -> list[Person]:
    """Those who take part, each with an account and a person."""
    professionals = [account for account in ACCOUNTS if account.profession]
    return [
        Person.objects.create(
            user=_create_user(account), name=account.name, email=account.email, profession=account.profession, language="de"
        )
        for account in professionals
    ]


def _create_user(account: Account) -> User:
    make = User.objects.create_superuser if account.email.startswith("admin@") else User.objects.create_user
    user = make(account.email, last_name=account.name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.region:
        group = RegionGroup.objects.get(region=Region.objects.get(slug=account.region), role=account.role).group
        user.groups.add(group)
    return user
