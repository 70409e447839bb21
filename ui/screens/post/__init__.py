"""The post desk: what came today, its pages, and the form that logs it."""
