"""All that a plugin author imports. Nothing in this package imports Django.

What crosses a hook is plain and frozen: a plugin can read it, keep it and compare it, and can change nothing with it.
"""

import pluggy

from plugins.api.accounts import (
    AccountAnswer,
    AccountEntry,
    AccountFacts,
    AccountLimit,
    AccountStatus,
    CreditAccount,
)
from plugins.api.certificates import (
    CertificateFact,
    CertificateSeal,
    CertificateTemplate,
    DesignOption,
    DesignSample,
    OptionKind,
)
from plugins.api.content import (
    ContentBlock,
    ModuleType,
    PagePanel,
    Profession,
)
from plugins.api.credit_reports import (
    CreditReport,
    CreditReportFormat,
    CreditReportService,
    ReportAccess,
    ReportConnection,
    ReportedPerson,
    ReportOutcome,
    ReportStatus,
)
from plugins.api.credits import (
    Assessment,
    CreditAnswer,
    CreditComponent,
    CreditFacts,
    CreditLine,
    CreditParameter,
    CreditScheme,
    CreditStatus,
    Delivery,
    LearningCheckRule,
    ParameterValue,
    Role,
    SessionFacts,
)
from plugins.api.info import (
    PluginInfo,
    Text,
    gettext_noop,
)
from plugins.api.personal_data import (
    Erasure,
    PersonalData,
)
from plugins.api.plans import (
    AccreditationPlan,
    AskedBody,
    SeatShare,
)
from plugins.api.purposes import (
    CertificateCase,
    CertificatePurpose,
    CheckStanding,
)
from plugins.api.refs import (
    CertificateRef,
    EventRef,
    PageRef,
    PersonRef,
    RegionRef,
    RegistrationRef,
    StaffRef,
)
from plugins.api.registration import (
    ProfessionalNumber,
    QuestionKind,
    RegistrationFacts,
    RegistrationQuestion,
    RegistrationRule,
)
from plugins.api.reports import (
    AttendanceReport,
    ReportFormat,
    ReportParticipant,
    ReportSession,
)
from plugins.api.site import (
    CalendarProperty,
    EventAction,
    Finding,
    MenuItem,
    MySection,
    SystemCheck,
)
from plugins.api.units import (
    CreditUnit,
)

__all__ = [
    "API_VERSION",
    "AccountAnswer",
    "AccountEntry",
    "AccountFacts",
    "AccountLimit",
    "AccountStatus",
    "AccreditationPlan",
    "AskedBody",
    "Assessment",
    "AttendanceReport",
    "CalendarProperty",
    "CertificateCase",
    "CertificateFact",
    "CertificatePurpose",
    "CertificateRef",
    "CertificateSeal",
    "CertificateTemplate",
    "CheckStanding",
    "ContentBlock",
    "CreditAccount",
    "CreditAnswer",
    "CreditComponent",
    "CreditFacts",
    "CreditLine",
    "CreditParameter",
    "CreditReport",
    "CreditReportFormat",
    "CreditReportService",
    "CreditScheme",
    "CreditStatus",
    "CreditUnit",
    "Delivery",
    "DesignOption",
    "DesignSample",
    "Erasure",
    "EventAction",
    "EventRef",
    "Finding",
    "LearningCheckRule",
    "MenuItem",
    "ModuleType",
    "MySection",
    "OptionKind",
    "PagePanel",
    "PageRef",
    "ParameterValue",
    "PersonRef",
    "PersonalData",
    "PluginInfo",
    "Profession",
    "ProfessionalNumber",
    "QuestionKind",
    "RegionRef",
    "RegistrationFacts",
    "RegistrationQuestion",
    "RegistrationRef",
    "RegistrationRule",
    "ReportAccess",
    "ReportConnection",
    "ReportFormat",
    "ReportOutcome",
    "ReportParticipant",
    "ReportSession",
    "ReportStatus",
    "ReportedPerson",
    "Role",
    "SeatShare",
    "SessionFacts",
    "StaffRef",
    "SystemCheck",
    "Text",
    "gettext_noop",
    "hookimpl",
]

API_VERSION = (1, 0)
"""Major and minor version of the hook contract: a plugin loads when its major is equal and its minor is not newer."""

hookimpl = pluggy.HookimplMarker("samkurs")
