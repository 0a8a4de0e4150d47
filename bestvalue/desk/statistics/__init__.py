"""Quarterly statistics: figures from the published record alone, frozen as at a quarter's last day."""
