"""What fits the weights of a policy to data: each command prints the lines of its table."""
