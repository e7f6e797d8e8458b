"""The audit dossier: one ordered file per event and body, made by the worker, and each opening of it logged."""
