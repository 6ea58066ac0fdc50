"""Compiles the list of systems: ``python -m normalize.systems`` after a system file was added or changed."""

from normalize.systems.listing import COMPILED, compile_listing

if __name__ == "__main__":
    COMPILED.write_bytes(compile_listing())
