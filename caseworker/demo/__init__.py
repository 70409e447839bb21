"""The demo: invented people, and the papers that they would have sent."""
