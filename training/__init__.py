"""What pages with known texts are for: learning the block model's weights, and measuring quality. Not installed."""
