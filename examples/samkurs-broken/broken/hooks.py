from collections.abc import Iterable

from plugins.api import (
    CreditAnswer,
    CreditFacts,
    CreditScheme,
    EventAction,
    EventRef,
    ModuleType,
    MySection,
    PersonRef,
    Profession,
    RegionRef,
    RegistrationRule,
    hookimpl,
)


@hookimpl
def module_types() -> Iterable[ModuleType]:
    raise RuntimeError("No module type for you.")


@hookimpl
def professions() -> Iterable[Profession]:
    return [Profession(key="midwife", label="Somebody else's key", sector="health")]


def points(facts: CreditFacts) -> CreditAnswer:
    raise ZeroDivisionError("No points for you.")


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return [CreditScheme(key="broken_2026", label="Broken", authority="Nobody", source="None", unit="points", compute=points)]


@hookimpl
def registration_rules() -> Iterable[RegistrationRule]:
    return [RegistrationRule(key="broken_rule", label="Broken", check=lambda facts, settings: None)]


@hookimpl
def event_actions(region: RegionRef, event: EventRef) -> Iterable[EventAction]:
    raise RuntimeError("No action for you.")


@hookimpl
def my_sections(person: PersonRef) -> Iterable[MySection]:
    raise RuntimeError("No section for you.")
