"""The window: panels, models, jobs and verbs over the engine. Nothing else knows Qt."""
