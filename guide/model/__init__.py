"""What the guide consists of: one typed model for each kind of content file."""
