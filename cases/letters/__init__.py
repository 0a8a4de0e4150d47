"""Letters: from the exact text that somebody decided on to what people read, print and compare."""

from .comparison import Comparison, compare
from .letterhead import Letterhead
from .text import plain, to_html

__all__ = ["Comparison", "Letterhead", "compare", "plain", "to_html"]
