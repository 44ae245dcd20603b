"""The log: every act is a leaf of a Merkle tree, so that a changed or missing record shows."""
