"""From a fact base and a request to a pack of neutral blocks: select, assemble, check."""
