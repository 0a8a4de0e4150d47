"""What the desk itself keeps: decision bundles and the parts they are packed from."""

from .bundles import Bundle, BundlePart

__all__ = ["Bundle", "BundlePart"]
