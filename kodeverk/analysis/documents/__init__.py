"""Documents: agreements divided into points and compared with their template."""
