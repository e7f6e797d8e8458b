"""What credits are counted in."""

from typing import Literal

CreditUnit = Literal["points", "hours", "days", "credits", "ECMEC"]
