"""The back office's screens of the plugins of a region: what there is, switching, settings, history."""
