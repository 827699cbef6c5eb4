"""briefgen: briefing packs on Pakistan-Kazakhstan relations from a sourced fact base, offline."""

__version__ = "0.1.0"
