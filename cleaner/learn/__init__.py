"""What is learned from pages: the block model's weights."""
