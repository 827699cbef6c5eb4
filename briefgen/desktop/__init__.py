"""The window: panels, models, jobs and verbs over the engine. Nothing else knows Qt."""

from briefgen.desktop.none_kept import keep_none

keep_none()
