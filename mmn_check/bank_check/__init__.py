"""What holds a bank to its rules: references, order, reachability, plain words."""
