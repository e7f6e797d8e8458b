from cms.models.media import LicensedDocument, LicensedImage, Rendition
from cms.models.pages import HomePage, RegionPage, StandardPage
from cms.models.user import User

__all__ = ["HomePage", "LicensedDocument", "LicensedImage", "RegionPage", "Rendition", "StandardPage", "User"]
