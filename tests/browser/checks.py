"""What every page must stand: no barrier that axe can find, and no sideways scrolling on a small screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Elements that reach over the right edge, unless they scroll in a box of their own.
OVERFLOWING = """() => {
    const scrolls = element => element && (
        ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .filter(element => !scrolls(element.parentElement))
        .map(element => element.outerHTML.slice(0, 120));
}"""


SETTLED = """() => Promise.all(document.getAnimations()
    .filter(animation => animation.effect.getComputedTiming().endTime < 2000)
    .map(animation => animation.finished.catch(() => null)))"""
"""What is still fading in has not the colours it will have. Wagtail's badge of news pulses for half a minute."""


def assert_accessible(page: Page) -> None:
    """axe finds nothing against WCAG 2.2 AA and its own best practice."""
    page.wait_for_load_state()  # a click does not wait for the page it leads to
    page.evaluate(SETTLED)
    violations = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not found, f"{page.url}:\n" + "\n".join(found)


def assert_reflows(page: Page, *, width: int = 360) -> None:
    """Nothing reaches over the edge of a screen of this width (WCAG 1.4.10); the page keeps that width afterwards."""
    page.set_viewport_size({"width": width, "height": 780})
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert excess <= 0, f"{page.url} is {excess} px too wide at {width} px:\n" + "\n".join(page.evaluate(OVERFLOWING))
