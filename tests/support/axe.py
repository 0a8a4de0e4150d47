"""What axe finds wrong with a page that a browser shows, at any level."""

from django.conf import settings
from playwright.sync_api import Page

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run({
    rules: {'target-size': {enabled: true}}, resultTypes: ['violations'], preload: false,
}).then(result => result.violations)"""  # what is right is not gathered, and no rule that runs needs what is preloaded


def faults(page: Page) -> list[str]:
    """Each rule that is broken, in words, with the first element that breaks it."""
    page.evaluate(AXE.read_text())
    return [f"{each['id']}: {each['help']} {each['nodes'][0]['html'][:200]}" for each in page.evaluate(RUN)]
