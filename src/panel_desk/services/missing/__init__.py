"""Missing children, the cross-reference and the enhanced pathway."""
