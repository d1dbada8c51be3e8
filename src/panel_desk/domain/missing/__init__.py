"""Missing episodes, return interviews, the cross-reference and the enhanced pathway."""
