"""The chambers of physicians and psychotherapists, as the rest of this plugin knows them."""

EFN = "de_efn"
"""The number by which all of them know their members."""

MEDICAL_CHAMBERS = ("de_mfbo2013", "de_mfbo2024", "de_sn_2013", "de_mv")
"""The schemes of the medical chambers, also of those whose ordinance another plugin brings."""

CHAMBERS = (*MEDICAL_CHAMBERS, "de_opk")

PHYSICIANS = frozenset({"physician", "public_health_physician"})
MEMBERS = PHYSICIANS | {"psychotherapist"}
