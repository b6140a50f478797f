"""What breaks each promise of `manage.py verify`, by domain, and the world it is tried in."""
