"""What each role of a region's staff may do: the one table, read when a region is made and again after every migration."""

from plugins.models import RegionGroup

READ = ("view",)
KEEP = ("add", "change", "view")
ALL = ("add", "change", "delete", "view")

MODELS: dict[RegionGroup.Role, dict[str, tuple[str, ...]]] = {
    RegionGroup.Role.EDITORS: {"certificates.designchoice": ("change", "view")},
    RegionGroup.Role.ORGANISERS: {
        "training.venue": ALL,
        "training.event": ALL,
        "training.seatclass": ALL,
        "training.slot": ALL,
        "training.session": ALL,
        "training.sessionresult": ALL,
        "training.person": KEEP,
        "training.registration": KEEP,
        "training.sessionbooking": READ,
        "training.attendance": KEEP,
        "training.learningcheck": ALL,
        "training.learningcheckresult": ALL,
        "training.contribution": ALL,
        "training.accreditation": ALL,
        "training.creditentry": ("add", "view"),
        "training.creditreport": KEEP,
        "training.message": READ,
        "certificates.certificate": KEEP,
        "certificates.dossier": ("add", "view"),
        "certificates.designchoice": ("change", "view"),
        "certificates.issuerkey": ("change", "view"),
        "plugins.pluginactivation": ("change", "view"),
    },
}
"""Permissions on models, by role. A name whose model does not exist yet is passed over until a migration brings it."""

PAGES: dict[RegionGroup.Role, tuple[str, ...]] = {
    RegionGroup.Role.EDITORS: ("add", "change", "publish", "lock", "unlock"),
    RegionGroup.Role.ORGANISERS: (),
}
"""Permissions on the pages from the region's root page down."""

FILES = {
    RegionGroup.Role.EDITORS: ("add", "change", "choose", "delete"),
    RegionGroup.Role.ORGANISERS: ("add", "choose"),
}
"""Permissions on images and documents in the region's collection."""

COLLECTIONS = {RegionGroup.Role.EDITORS: ("add", "change", "delete"), RegionGroup.Role.ORGANISERS: ()}
"""Permissions on the collections inside the region's own."""


def model_permissions(role: str) -> set[str]:
    """Names such as ``training.view_event``: access to the back office, and what the table gives the role."""
    rows = MODELS[RegionGroup.Role(role)].items()
    return {"wagtailadmin.access_admin"}.union(*(permission_names(model, actions) for model, actions in rows))


def permission_names(model: str, actions: tuple[str, ...]) -> set[str]:
    app_label, model_name = model.split(".")
    return {f"{app_label}.{action}_{model_name}" for action in actions}
