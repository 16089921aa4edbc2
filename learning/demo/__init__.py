"""What the demonstration's people have done with its courses. A file for each thing they do."""
