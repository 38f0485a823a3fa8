"""The steps, each after the one it names as `down_revision`. A step that has been released is never changed."""
