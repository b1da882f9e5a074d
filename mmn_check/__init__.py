"""Questions before a visit to the doctor, and the page to take along."""

__version__ = "2026.11.0"
