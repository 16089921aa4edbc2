"""Certificates: their code, their paper, their end and renewal."""
