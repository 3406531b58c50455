"""The vocabulary, the registry of known bodies and the contract that every graph keeps."""
