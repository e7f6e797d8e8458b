from training.models.application import ApplicationFacts, Disclosure, NoticeFile, Sponsor
from training.models.attendance import Attendance, AttendanceCorrection
from training.models.award import AttendanceReopening, CreditFailure, CreditRun
from training.models.contribution import Contribution
from training.models.course import (
    ConferencePage,
    Contributor,
    CourseIndexPage,
    CoursePage,
    LearningGoal,
    Module,
    TrainingPage,
)
from training.models.credit import Accreditation, ChangeNotice, CreditEntry
from training.models.credit_account import CreditWindow, ExternalCredit
from training.models.credit_report import CreditReport, CreditReportLine, ReportReceipt
from training.models.erasure import ErasureReceipt
from training.models.evaluation import Evaluation
from training.models.event import Event, SeatClass, Session, SessionResult, Slot, Venue
from training.models.learning_check import (
    LearningCheck,
    LearningCheckOption,
    LearningCheckQuestion,
    LearningCheckResult,
)
from training.models.message import Message
from training.models.number import PersonNumber, RegistrationNumber
from training.models.person import Person
from training.models.registration import Registration, SessionBooking

__all__ = [
    "Accreditation",
    "ApplicationFacts",
    "Attendance",
    "AttendanceCorrection",
    "AttendanceReopening",
    "ChangeNotice",
    "ConferencePage",
    "Contribution",
    "Contributor",
    "CourseIndexPage",
    "CoursePage",
    "CreditEntry",
    "CreditFailure",
    "CreditReport",
    "CreditReportLine",
    "CreditRun",
    "CreditWindow",
    "Disclosure",
    "ErasureReceipt",
    "Evaluation",
    "Event",
    "ExternalCredit",
    "LearningCheck",
    "LearningCheckOption",
    "LearningCheckQuestion",
    "LearningCheckResult",
    "LearningGoal",
    "Message",
    "Module",
    "NoticeFile",
    "Person",
    "PersonNumber",
    "Registration",
    "RegistrationNumber",
    "ReportReceipt",
    "SeatClass",
    "Session",
    "SessionBooking",
    "SessionResult",
    "Slot",
    "Sponsor",
    "TrainingPage",
    "Venue",
]
