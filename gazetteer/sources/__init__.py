"""The readers of what a gazetteer is built from: bytes in, records out, and a reason for each row left out."""
